import { isIPv6 } from 'node:net';

/** By what strangers are counted: an IPv4 address, or the network of an IPv6 one, within which whoever asks can choose at will. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined || !isIPv6(address)) return mapped ?? address;
  const [start = '', end] = address.split('%', 1).join('').toLowerCase().split('::');
  const [before, after] = [start, end ?? ''].map((part) => part.split(':').filter(Boolean));
  const missing = 8 - (before?.length ?? 0) - (after?.length ?? 0);
  const gap = end === undefined ? [] : Array.from({ length: missing }, () => '0');
  const groups = [...(before ?? []), ...gap, ...(after ?? [])];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
