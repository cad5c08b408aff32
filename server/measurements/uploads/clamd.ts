import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Where a clamd listens. */
export type ScannerAddress =
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number };

/**
 * What the scanner says about some bytes. Everything but an answer to all of them in the scanner's own words is `unavailable`: nobody
 * knows, and the file stays where it is.
 */
export type ScanVerdict =
  | { readonly state: 'clean' }
  | { readonly state: 'infected'; readonly signature: string }
  | { readonly state: 'unavailable'; readonly reason: string };

export interface ScanOptions {
  readonly signal: AbortSignal;
  /** How long a connection may take, a piece may take to be accepted, and the answer may take after the last piece. */
  readonly patienceMs?: { readonly connect: number; readonly piece: number; readonly answer: number };
  onProgress(bytes: number): void;
}

const defaultPatience = { connect: 5_000, piece: 30_000, answer: 120_000 };
/** An answer has one line; whoever sends more than this is no clamd. */
const longestAnswer = 4096;
const lastWordsMs = 100;

/**
 * Has bytes scanned by clamd (command INSTREAM, clamd(8)): pieces of 4 bytes length (big endian) and content, ended by a length of zero.
 * @throws the signal's reason when it fired
 */
export async function scanStream(address: ScannerAddress, source: AsyncIterable<Uint8Array>, options: ScanOptions): Promise<ScanVerdict> {
  const patience = options.patienceMs ?? defaultPatience;
  const socket = address.kind === 'socket' ? connect(address.path) : connect(address.port, address.host);
  const talk = startTalk(socket, options.signal);
  try {
    await talk.within(patience.connect, 'does not answer', talk.connected);
    await talk.within(patience.piece, 'takes nothing', write(socket, Buffer.from('zINSTREAM\0')));
    let sent = 0;
    for await (const piece of source) {
      if (piece.length === 0) continue;
      const length = Buffer.alloc(4);
      length.writeUInt32BE(piece.length);
      await talk.within(patience.piece, 'takes nothing more', write(socket, Buffer.concat([length, piece])));
      sent += piece.length;
      options.onProgress(sent);
      // An answer before the end can only be a complaint; an early OK is no OK.
      if (talk.hasAnswer()) return early(await talk.answer);
    }
    await talk.within(patience.piece, 'takes nothing more', write(socket, Buffer.alloc(4)));
    return understand(await talk.within(patience.answer, 'does not say a result', talk.answer));
  } catch (error) {
    options.signal.throwIfAborted();
    if (!(error instanceof ScannerFailure)) throw error;
    // A complaint that comes just before the connection breaks says more than the break.
    await Promise.race([talk.answer.catch(() => undefined), pause(lastWordsMs)]);
    return talk.hasAnswer() ? early(await talk.answer) : { state: 'unavailable', reason: error.message };
  } finally {
    socket.destroy();
  }
}

class ScannerFailure extends Error {}

function startTalk(socket: Socket, signal: AbortSignal) {
  let text = '';
  let isAnswered = false;
  let fail: (error: Error) => void = () => undefined;
  const failure = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  const connected = new Promise<void>((resolve) => socket.once('connect', resolve));
  const answer = new Promise<string>((resolve, reject) => {
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      const end = text.indexOf('\0');
      if (end >= 0) {
        isAnswered = true;
        resolve(text.slice(0, end));
      } else if (text.length > longestAnswer) reject(new ScannerFailure('the virus scanner answers with something else'));
    });
    socket.once('close', () => reject(new ScannerFailure('the virus scanner closed the connection before it had answered')));
  });
  for (const promise of [failure, answer]) promise.catch(() => undefined);
  socket.once('error', (error: NodeJS.ErrnoException) =>
    fail(new ScannerFailure(`the virus scanner cannot be reached (${error.code ?? error.message})`)),
  );
  signal.addEventListener('abort', () => fail(new ScannerFailure('stopped')), { once: true });
  if (signal.aborted) fail(new ScannerFailure('stopped'));
  return {
    connected,
    answer,
    hasAnswer: () => isAnswered,
    async within<T>(ms: number, what: string, step: Promise<T>): Promise<T> {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => reject(new ScannerFailure(`the virus scanner ${what}`)), ms);
      });
      try {
        return await Promise.race([step, late, failure]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

function write(socket: Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.write(bytes, (error) => {
      if (error) reject(new ScannerFailure(`the virus scanner broke off (${(error as NodeJS.ErrnoException).code ?? error.message})`));
      else resolve();
    });
  });
}

function understand(line: string): ScanVerdict {
  if (line === 'stream: OK') return { state: 'clean' };
  const signature = /^stream: ([\x21-\x7e]{1,200}) FOUND$/.exec(line)?.[1];
  if (signature !== undefined) return { state: 'infected', signature };
  return early(line);
}

function early(line: string): ScanVerdict {
  const signature = /^stream: ([\x21-\x7e]{1,200}) FOUND$/.exec(line)?.[1];
  if (signature !== undefined) return { state: 'infected', signature };
  if (/size limit exceeded/.test(line)) {
    return { state: 'unavailable', reason: 'the virus scanner takes no files of this size (StreamMaxLength in clamd.conf)' };
  }
  return { state: 'unavailable', reason: 'the virus scanner gives an answer that nobody understands' };
}
