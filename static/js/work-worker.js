// Looks for the number that, put behind the challenge, gives a SHA-256 digest beginning with so many zero bits.
"use strict";

const K = new Uint32Array(64);
const START = new Uint32Array(8);
const fraction = (value) => ((value - Math.floor(value)) * 0x100000000) | 0;

for (let found = 0, number = 2; found < 64; number += 1) {
  let isPrime = true;
  for (let divisor = 2; divisor * divisor <= number; divisor += 1) {
    if (number % divisor === 0) {
      isPrime = false;
      break;
    }
  }
  if (isPrime) {
    if (found < 8) {
      START[found] = fraction(Math.sqrt(number));
    }
    K[found] = fraction(Math.cbrt(number));
    found += 1;
  }
}

const turned = (word, by) => (word >>> by) | (word << (32 - by));
const words = new Int32Array(64);

const mixed = (state, bytes, from) => {
  for (let i = 0; i < 16; i += 1) {
    const at = from + 4 * i;
    words[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
  }
  for (let i = 16; i < 64; i += 1) {
    const near = words[i - 15];
    const last = words[i - 2];
    const first = turned(near, 7) ^ turned(near, 18) ^ (near >>> 3);
    const second = turned(last, 17) ^ turned(last, 19) ^ (last >>> 10);
    words[i] = (words[i - 16] + first + words[i - 7] + second) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i += 1) {
    const one = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + words[i]) | 0;
    const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  const after = [a, b, c, d, e, f, g, h];
  return state.map((word, i) => (word + after[i]) | 0);
};

const padded = (text) => {
  const length = text.length;
  const bytes = new Uint8Array((((length + 8) >> 6) + 1) << 6);
  for (let i = 0; i < length; i += 1) {
    bytes[i] = text.charCodeAt(i);
  }
  bytes[length] = 0x80;
  new DataView(bytes.buffer).setUint32(bytes.length - 4, length * 8);
  return bytes;
};

const firstWord = (text) => {
  const bytes = padded(text);
  let state = Array.from(START, (word) => word | 0);
  for (let from = 0; from < bytes.length; from += 64) {
    state = mixed(state, bytes, from);
  }
  return state[0] >>> 0;
};

self.addEventListener("message", ({ data }) => {
  const bits = Math.min(data.bits, 32);
  let number = 0;
  while (bits && firstWord(`${data.challenge}.${number}`) >>> (32 - bits) !== 0) {
    number += 1;
  }
  self.postMessage(String(number));
});
