export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** Width and height in pixels as a PNG or JPEG file says in its head; null for other bytes. Asked before the picture is unfolded: a few bytes may claim gigabytes. */
export function imageSize(body: Uint8Array): ImageSize | null {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  if (body.length >= 24 && view.getUint32(0) === 0x89504e47) return { width: view.getUint32(16), height: view.getUint32(20) };
  return body.length >= 4 && view.getUint16(0) === 0xffd8 ? jpegSize(view) : null;
}

/** Markers that begin a frame (SOF0–SOF15 without the tables DHT, JPG and DAC among them). */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function jpegSize(view: DataView): ImageSize | null {
  let at = 2;
  while (at + 9 < view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    if (isFrame(marker)) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    // fill bytes may stand before a marker
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return null;
}
