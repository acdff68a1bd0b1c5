/** Who may come to the ward, and with which program. */
import { type DocumentName } from '../sync/sync-world.ts';
import { Guest } from './guest.ts';
import { type PersonName } from './ward.ts';
import { type World } from './world.ts';

/** Somebody who may come. */
interface Part {
  /** As the story calls them. */
  readonly title: string;
  readonly name: PersonName;
  readonly document: DocumentName;
  /** `tab` is our own client; `stock` a plain y-websocket one. */
  readonly kind: 'tab' | 'stock';
  /** In how many of a hundred runs they come. */
  readonly share: number;
}

const tab = { kind: 'tab' } as const;
const program = { kind: 'stock' } as const;
const snapshot = { document: 'snapshot-1' } as const;
const mobility = { document: 'mobility-1' } as const;
const hidden = { document: 'hidden-1' } as const;

const parts: readonly Part[] = [
  { title: "Nora's tab", name: 'nora', ...snapshot, ...tab, share: 100 },
  { title: "Phil's tab", name: 'phil', ...snapshot, ...tab, share: 90 },
  { title: "Nora's other tab", name: 'nora', ...snapshot, ...tab, share: 30 },
  { title: "Theo's tab", name: 'theo', ...snapshot, ...tab, share: 60 },
  { title: "Theo's tab on mobility", name: 'theo', ...mobility, ...tab, share: 40 },
  { title: "Phil's program on mobility", name: 'phil', ...mobility, ...program, share: 40 },
  { title: "Ruth's program", name: 'ruth', ...snapshot, ...program, share: 20 },
  { title: "Ruth's tab on mobility", name: 'ruth', ...mobility, ...tab, share: 25 },
  { title: "Nora's tab on the hidden section", name: 'nora', ...hidden, ...tab, share: 15 },
  { title: "Mallory's tab", name: 'mallory', ...snapshot, ...tab, share: 75 },
  { title: "Mallory's tab on mobility", name: 'mallory', ...mobility, ...tab, share: 30 },
  { title: "Mallory's tab on the hidden section", name: 'mallory', ...hidden, ...tab, share: 15 },
];

/** Some of them, by chance. */
export function invite(world: World): readonly Guest[] {
  const { chance, mood } = world;
  return parts
    .filter(({ share }) => chance.percent(share))
    .filter(({ name }) => name !== 'mallory' || mood.forging > 0)
    .map((part) => guestOf(world, part));
}

function guestOf(world: World, { title, name, document, kind }: Part): Guest {
  const isHonest = name !== 'mallory';
  const guest: Guest = new Guest({
    title,
    name,
    document,
    kind,
    isHonest,
    chance: world.chance,
    witness: world.witness,
    // Mallory believes what she likes.
    mayEdit: () =>
      !isHonest || world.disk.rights.rightAt(name, document, world.time.now) === 'edit',
    lastWithout: (what) => world.rights.last(name, document, what),
    moment: () => world.moment,
    connect: (wanted) => {
      const link = world.life?.connect(wanted);
      if (link !== undefined) world.links.set(link, guest);
      return link;
    },
    tell: (line) => world.tell(`${title} ${line}.`),
  });
  return guest;
}
