// Reads an archive in the format ZIP as far as ours go: entries stored or deflated, no splits.
import zlib from 'node:zlib';

const DIRECTORY_END = 0x06054B50;
const DIRECTORY_ENTRY = 0x02014B50;
const LOCAL_HEADER_BYTES = 30;

/// The files in `bytes` by their names.
export function unzip(bytes) {
  const end = bytes.lastIndexOf(number(DIRECTORY_END));
  if (end < 0) throw new Error('this is no archive');
  const files = new Map();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); 0 < left; left -= 1) {
    if (bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new Error('the directory is damaged');
    const lengths = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field));
    const name = bytes.toString('utf8', at + 46, at + 46 + lengths[0]);
    files.set(name, content(bytes, at));
    at += 46 + lengths[0] + lengths[1] + lengths[2];
  }
  return files;
}

/// What the entry of the directory at `at` stands for.
function content(bytes, at) {
  const [method, packed] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
  const header = bytes.readUInt32LE(at + 42);
  const begin = header + LOCAL_HEADER_BYTES
    + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
  const data = bytes.subarray(begin, begin + packed);
  return method === 0 ? data : zlib.inflateRawSync(data);
}

function number(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
