/** An SVG document of `chartSvg` as PNG, on white. */
export async function chartPng(_svg: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array();
}
