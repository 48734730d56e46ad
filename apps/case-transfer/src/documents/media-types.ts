/** First bytes by which files of a type are known; none where the type has no such mark. */
type Marks = readonly string[];

const zip: Marks = ['504b0304', '504b0506'];
const ole: Marks = ['d0cf11e0a1b11ae1'];
const none: Marks = [];

/**
 * What is taken as a paper or as evidence. Nothing that a browser would run: no HTML, no SVG, no script; they go into an archive. What
 * is downloaded is never shown in place in any case.
 */
const marksOf: Readonly<Record<string, Marks>> = {
  'application/pdf': ['255044462d'],
  'application/ofd': zip,
  'application/zip': zip,
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': zip,
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': zip,
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': zip,
  'application/msword': ole,
  'application/vnd.ms-excel': ole,
  'application/vnd.ms-powerpoint': ole,
  'image/jpeg': ['ffd8ff'],
  'image/png': ['89504e470d0a1a0a'],
  'image/tiff': ['49492a00', '4d4d002a'],
  'audio/mpeg': none,
  'audio/wav': ['52494646'],
  'video/mp4': none,
  'text/plain': none,
  'text/csv': none,
  'application/octet-stream': none,
};

export const mediaTypes: readonly string[] = Object.keys(marksOf);

export function isMediaType(text: string): boolean {
  return Object.hasOwn(marksOf, text);
}

/** Whether a file may be of a type, by its first bytes (16 are enough). */
export function fitsType(mediaType: string, first: Buffer): boolean {
  const marks = marksOf[mediaType] ?? none;
  return marks.length === 0 || marks.some((mark) => first.toString('hex').startsWith(mark));
}
