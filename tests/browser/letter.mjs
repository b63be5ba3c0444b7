// Reads a letter as mail programs do, as far as the letters of our systems go: RFC 5322 headers,
// words of RFC 2047, and parts in the encodings of RFC 2045.

/// The letter in `message`: `to` is the address alone, `text` and `html` are its two forms.
export function parse(message) {
  const { headers, body } = split(message.replaceAll('\r\n', '\n'));
  const forms = parts(headers, body);
  const to = headers.to ?? '';
  return { headers, to: /<([^>]*)>/.exec(to)?.[1] ?? to.trim(), subject: headers.subject ?? '',
    text: forms['text/plain'] ?? '', html: forms['text/html'] ?? '' };
}

/// Headers by their names in small letters, unfolded, and what follows them.
function split(text) {
  const end = text.indexOf('\n\n');
  const lines = text.slice(0, end).replaceAll(/\n[ \t]+/g, ' ').split('\n');
  const pairs = lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(),
    words(line.slice(line.indexOf(':') + 1).trim())]);
  return { headers: Object.fromEntries(pairs), body: text.slice(end + 2) };
}

/// Texts by their kinds.
function parts(headers, body) {
  const kind = headers['content-type'] ?? 'text/plain';
  const border = /boundary="?([^";]+)"?/.exec(kind)?.[1];
  if (!border) {
    return { [kind.split(';')[0].trim()]: decode(body, headers['content-transfer-encoding']) };
  }
  // What stands before the first border and after the last is no part.
  const found = `\n${body}`.split(`\n--${border}`).slice(1, -1).map((part) => {
    const { headers: own, body: text } = split(part.replace(/^[ \t]*\n/, ''));
    return parts(own, text);
  });
  return Object.assign({}, ...found);
}

/// A body without its encoding; all are UTF-8.
function decode(body, encoding = '7bit') {
  const name = encoding.toLowerCase();
  if (name === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  return name === 'quoted-printable' ? quoted(body.replaceAll(/=[ \t]*\n/g, '')) : body;
}

/// Text in which `=` and two digits stand for an octet.
function quoted(text) {
  const octets = Buffer.from(text, 'utf8').toString('latin1')
    .replaceAll(/=([0-9A-F]{2})/gi, (_whole, digits) => String.fromCharCode(parseInt(digits, 16)));
  return Buffer.from(octets, 'latin1').toString('utf8');
}

/// A header with its encoded words decoded.
function words(text) {
  return text.replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_whole, kind, word) =>
      (kind.toLowerCase() === 'b' ? Buffer.from(word, 'base64').toString('utf8')
        : quoted(word.replaceAll('_', ' '))));
}
