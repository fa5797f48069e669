import { describe, expect, it } from 'vitest';
import { tagFunctionContract } from '../../src/index.ts';
import type { TagFunctionUnderTest } from '../../src/index.ts';
import { broken, table } from './outcomes.ts';

interface Order {
  readonly account: string;
}

/** FNV-1a. */
function hash(text: string): number {
  let word = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) word = Math.imul(word ^ text.charCodeAt(i), 0x01000193);
  return word >>> 0;
}

const orders = Array.from({ length: 5000 }, (_, i): Order => ({ account: `account ${i % 2000}` }));
const edges: Order[] = [{ account: '' }, { account: '\ud800' }];

function subject(tag: (order: Order) => number): TagFunctionUnderTest<Order> {
  return { tag, key: ({ account }) => account, packets: orders, edges };
}

describe('a tag function that hashes the key', () => {
  it.each(table(tagFunctionContract(subject(({ account }) => hash(account)))))('%s', (_, run) => run());
});

describe('tagFunctionContract', () => {
  let calls = 0;
  const seen = new WeakMap<Order, number>();
  const sticky = /\d+/g;
  const wrong: [what: string, tag: (order: Order) => number, breaks: string][] = [
    ['signed tags', ({ account }) => hash(account) | 0, 'gives every packet a tag'],
    ['fractions', ({ account }) => hash(account) / 3, 'gives every packet a tag'],
    ['nothing for an empty key', ({ account }) => (account === '' ? NaN : hash(account)), 'gives every packet a tag'],
    ['an exception for a key without a number', ({ account }) => Number(/account (\d+)/.exec(account)![1]), 'gives every packet a tag'],
    ['a tag that depends on the call', ({ account }) => (calls++ % 100 === 99 ? 1 : hash(account)), 'the same tag at any time'],
    ['a regular expression that remembers', ({ account }) => (sticky.test(account) ? hash(account) : 0), 'the same tag at any time'],
    ['a tag of the object in place of the key', (order) => seen.get(order) ?? (seen.set(order, hash(String(calls++))), seen.get(order)!), 'equal keys equal tags'],
    ['few tags', ({ account }) => hash(account) % 4, 'different keys different tags'],
    ['12 bits', ({ account }) => hash(account) & 0xfff, 'different keys different tags'],
    ['one tag', () => 7, 'different keys different tags'],
  ];
  it.each(wrong)('finds %s', async (_, tag, breaks) => {
    expect([...(await broken(tagFunctionContract(subject(tag)))).keys()].some((name) => name.includes(breaks))).toBe(true);
  });

  it('tells which keys share a tag', async () => {
    const found = await broken(tagFunctionContract(subject(() => 7)));
    expect([...found.values()]).toEqual(['2000 of 2000 keys share their tag with another key; tag 7 stands for 2000 keys, such as "account 0", "account 1", "account 2"']);
  });

  it('accepts as much sharing as it is told to', async () => {
    const tag = ({ account }: Order): number => hash(account) & 0xfff;
    expect((await broken(tagFunctionContract({ ...subject(tag), shared: 0.9 }))).size).toBe(0);
  });

  it('refuses packets that could show nothing', () => {
    const tag = ({ account }: Order): number => hash(account);
    const key = ({ account }: Order): string => account;
    const [a, b] = [{ account: 'a' }, { account: 'b' }];
    expect(() => tagFunctionContract({ tag, key, packets: [a, a] })).toThrow(new RangeError('packets must have at least 2 keys, got 1'));
    expect(() => tagFunctionContract({ tag, key, packets: [a, b] })).toThrow(new RangeError('at least 2 packets must have one key, got 2 packets of as many keys'));
    expect(() => tagFunctionContract({ tag, key, packets: [a, b, a], shared: 1 })).toThrow(new RangeError('shared must be from 0 to below 1, got 1'));
  });
});
