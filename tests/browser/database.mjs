// The database asked past the daemon, for what a test must know and no page tells: PostgreSQL's
// protocol as far as one simple query goes, over the socket of a private cluster.
import net from 'node:net';

const VERSION_3 = 196_608;

/// Rows of texts; `null` where there is nothing. Whoever runs the tests is let in as `user`.
export async function ask(socket, { user, database }, query) {
  const connection = net.connect(socket);
  const rows = [];
  let refusal;
  connection.write(message('', [VERSION_3, `user\0${user}\0database\0${database}\0\0`]));
  let isAsked = false;
  for await (const { kind, body } of messages(connection)) {
    if (kind === 'D') rows.push(row(body));
    if (kind === 'E') refusal = new Error(body.toString('utf8').replaceAll('\0', ' '));
    if (kind !== 'Z') continue;
    if (isAsked || refusal) break;
    isAsked = true;
    connection.write(message('Q', [`${query}\0`]));
  }
  connection.destroy();
  if (refusal) throw refusal;
  return rows;
}

/// A message: its kind, its length, and numbers and texts.
function message(kind, values) {
  const body = Buffer.concat(values.map((value) =>
    (typeof value === 'number' ? number(value) : Buffer.from(value))));
  return Buffer.concat([Buffer.from(kind), number(body.length + 4), body]);
}

function number(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

async function* messages(connection) {
  let held = Buffer.alloc(0);
  for await (const chunk of connection) {
    held = Buffer.concat([held, chunk]);
    while (5 <= held.length && held.readInt32BE(1) < held.length) {
      const end = held.readInt32BE(1) + 1;
      yield { kind: String.fromCharCode(held[0]), body: held.subarray(5, end) };
      held = held.subarray(end);
    }
  }
}

function row(body) {
  const values = [];
  for (let at = 2; at < body.length;) {
    const length = body.readInt32BE(at);
    const end = at + 4 + Math.max(length, 0);
    values.push(length < 0 ? null : body.toString('utf8', at + 4, end));
    at = end;
  }
  return values;
}
