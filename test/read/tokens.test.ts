import fc from "fast-check";
import { Parser } from "htmlparser2";
import { describe, expect, it } from "vitest";
import { tokenize } from "../../pipeline/read/tokens.ts";

/** What a reader of the page is told, one line each; neighbouring texts are one. */
class Told {
  readonly lines: string[] = [];
  #text = "";
  readonly handler = {
    onopentagname: (name: string) => this.#tell(`<${name}`),
    onclosetag: (name: string) => this.#tell(`</${name}`),
    ontext: (data: string) => {
      this.#text += data;
    },
    oncomment: () => this.#tell("comment"),
    onprocessinginstruction: () => this.#tell("instruction"),
  };
  attribute(name: string, value: string): void {
    this.#tell(`${name}=${value}`);
  }
  end(): readonly string[] {
    this.#tell("end");
    return this.lines;
  }
  #tell(line: string): void {
    if (this.#text !== "") this.lines.push(JSON.stringify(this.#text));
    this.#text = "";
    this.lines.push(line);
  }
}

const WANTED = new Set(["class", "id", "href", "hidden"]);

function byOurs(html: string): readonly string[] {
  const told = new Told();
  const parser = new Parser(told.handler, { decodeEntities: false });
  parser.pause();
  parser.write(html);
  tokenize(html, parser, {
    keptName: (written) => (WANTED.has(written.toLowerCase()) ? written.toLowerCase() : null),
    onAttribute: (name, value) => told.attribute(name, value),
    isFull: () => false,
  });
  return told.end();
}

function byLibrary(html: string): readonly string[] {
  const told = new Told();
  const onattribute = (name: string, value: string): void => {
    if (WANTED.has(name)) told.attribute(name, value);
  };
  new Parser({ ...told.handler, onattribute }, { decodeEntities: false }).end(html);
  return told.end();
}

const PIECES =
  `<p|<div|</div>|</p>|<br>|<br/>|</br>|<script>|</script>|<SCRIPT >|<style>|</style>|<title>|</title>|<textarea>|</textarea >|<li>|<td>|<tr>|<table>|</table>|<svg>|<path/>|</svg>|<a |</a>|<h1|<o:p>|<!--|-->|--|<!|<!doctype html>|<![CDATA[|]]>|<?xml ?>|>|/>|/|=|"|'| |\n| class="a b"| id='x>y'| href=a/b| hidden| data-utime=3| CLASS="z"| style="display:none"|&amp;|&nbsp|&|văn|a|Z|</ p>|</>|<1`.split(
    "|",
  );
/** Ends whatever a page may have left open: pages cut off in a tag are told apart, as the library drops or keeps a last letter there. */
const CLOSING = `"'>--></script></style></title></textarea>]]> hết.`;

describe("the tokens of a page", () => {
  it("are those of htmlparser2's own tokenizer, on any mixture of markup", () => {
    const page = fc.array(fc.constantFrom(...PIECES), { maxLength: 25 }).map((pieces) => `${pieces.join("")}${CLOSING}`);
    fc.assert(
      fc.property(page, (html) => {
        expect(byOurs(html)).toEqual(byLibrary(html));
      }),
      { numRuns: 5_000 },
    );
  });

  it.each(["", "<", "<p", "<p class", "<p class=", '<p class="a', "</", "</p", "<!", "<!--", "<!-- a --", "<?", "<script>a", "a<", "<p>a"])(
    "end where the page breaks off: %j",
    (html) => {
      const told = byOurs(html);
      expect(told.at(-1)).toBe("end");
      expect(told.filter((line) => line.includes("class=")).length).toBe(0);
    },
  );
});
