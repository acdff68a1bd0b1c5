import { type Anchor } from '@alliance/shared/comments/anchor';
import { isCritical, waitsForReadBack } from '@alliance/shared/comments/critical';
import { type Mention, type Thread, type Words } from '@alliance/shared/comments/thread';
import { abilitiesIn } from '@alliance/shared/comments/thread-abilities';
import { threadRefusals } from '@alliance/shared/comments/thread-refusals';
import { needOf } from '@alliance/shared/inbox/needs';
import {
  commentCharactersMax,
  commentsPerThreadMax,
  editsPerCommentMax,
  undecidedMax,
} from '@alliance/shared/limits';
import { describe, expect, test } from 'vitest';

import { alliance, hours, personId } from '../support/alliances.ts';
import { comment } from '../support/threads.ts';
import {
  type Name,
  after,
  around,
  asking,
  foreignSeat,
  names,
  nightTeam,
  refusal,
  says,
  seats,
  startedBy,
  starting,
  whoMay,
} from './ward.ts';

const anchor: Anchor = { from: '', to: '', exact: 'one helper', prefix: 'with ', suffix: '.' };
const text = { on: 'text', sectionKey: 'mobility', anchor } as const;
const found = { anchor: { ...anchor, from: 'AA==' }, quote: 'one helper' };

function words(thread: Thread): readonly Words[] {
  return thread.comments.map((each) => each.words);
}

/** What each person is offered that is about kind and seat. */
function offered(thread: Thread): readonly string[] {
  const { roster } = around();
  return names.flatMap((name) => {
    const { can, needsNote } = abilitiesIn(roster, thread, personId(name));
    const some = can.filter((each) => /^(mark|assign)/.test(each));
    return some.length > 0 ? `${name}: ${some.join(' ')}${needsNote ? ' note' : ''}` : [];
  });
}

/** What a shared call of the family is answered with. */
const callFamily = (sectionKey: 'mobility' | 'medicines') =>
  refusal(
    starting('tom', {
      subject: { on: 'section', sectionKey },
      audience: 'shared',
      comment: comment('Look.', [{ seatId: seats.daughter.id }]),
    }),
  );

/** An assignment that was overtaken, due on one day or another. */
const lateTo = (day: number) =>
  says.assign(seats.nurse, 1, new Date(day * 86_400_000).toISOString().slice(0, 10));

describe('opening a thread', () => {
  test('[CM1] a thread is about words, a card, a section or the whole plan', () => {
    const node = {
      on: 'node',
      sectionKey: 'mobility',
      node: 'goal',
      nodeId: 'g',
      quote: 'Walk',
    } as const;
    const section = { on: 'section', sectionKey: 'mobility' } as const;
    const subjects = [text, node, section, { on: 'plan' }] as const;
    expect(subjects.map((subject) => startedBy('tom', { subject }).subject.on)).toEqual([
      'text',
      'node',
      'section',
      'plan',
    ]);
  });

  test('[CM4] author, seat, name, discipline and time are those of the moment, not of the client', () => {
    const thread = startedBy('tom');
    const told = {
      personId: 'tom',
      seatId: seats.nurse.id,
      name: 'tom',
      disciplineKey: 'rehab-nurse',
      title: 'rehab-nurse',
    };
    expect(thread.comments[0]).toMatchObject({
      author: told,
      at: hours(0),
      purpose: 'comment',
      earlier: [],
    });
    expect(thread).toMatchObject({ version: 1, status: 'open', kind: { version: 1, by: 'tom' } });
    const answered = after(thread, 'amara', says.reply(), { at: 4 });
    expect(answered.comments[0].author).toEqual(told);
    expect(answered.comments[1]).toMatchObject({
      author: { personId: 'amara', seatId: seats.nurse.id },
      at: hours(4),
    });
  });

  test('[CM19] words that are not in the text are kept, and the thread is unplaced', () => {
    const { subject } = startedBy('tom', { subject: text });
    expect(subject).toEqual({
      ...text,
      anchor: { ...anchor, isLost: true },
      quote: 'one helper',
      isQuoteVerified: false,
      removed: { at: hours(0) },
    });
  });

  test('[CM25] only words that the server found are called the text’s own', () => {
    const claimed = { ...text, anchor: { ...anchor, exact: 'two helpers' } };
    const decision = starting('tom', { subject: claimed }, { found });
    expect(decision).toMatchObject({
      ok: true,
      thread: { subject: { anchor: found.anchor, quote: 'one helper', isQuoteVerified: true } },
    });
    const card = {
      on: 'node',
      sectionKey: 'mobility',
      node: 'goal',
      nodeId: 'g',
      quote: 'Fly',
    } as const;
    expect(startedBy('tom', { subject: card }).subject).toMatchObject({
      quote: 'Fly',
      isQuoteVerified: false,
    });
    const there = startedBy('tom', { subject: card }, { found: { nodeId: 'g' } });
    expect(there.subject).toEqual({ ...card, isQuoteVerified: false });
  });
});

describe('words', () => {
  test.each([
    ['nothing', { text: '' }, 'CM15 nothing-written'],
    ['spaces and line ends', { text: ' \n\t\u00A0 ' }, 'CM15 nothing-written'],
    [
      'characters without ink',
      { text: '\u200B\u2060\uFE0F\u3164\u2800\u0000' },
      'CM15 nothing-written',
    ],
    ['one letter', { text: 'x' }, 'allowed'],
    ['an emoji', { text: '👍' }, 'allowed'],
    ['as much as it holds', { text: 'x'.repeat(commentCharactersMax) }, 'allowed'],
    ['one more', { text: 'x'.repeat(commentCharactersMax + 1) }, 'CM15 too-long'],
    ['four empty boxes', { sbar: box('', '', '', '') }, 'CM15 nothing-written'],
    ['one box', { sbar: box('', '', '', 'Hold it.') }, 'allowed'],
    ['four full boxes', { sbar: box(...boxes(commentCharactersMax)) }, 'allowed'],
    [
      'a box too full',
      { sbar: box('x', 'x', 'x'.repeat(commentCharactersMax + 1), 'x') },
      'CM15 too-long',
    ],
  ] as const)('[CM15] %s', (_what, said, expected) => {
    const opening = { ...comment(''), words: said };
    expect(refusal(starting('tom', { comment: opening }))).toBe(expected);
    const thread = startedBy('tom');
    const commands = [
      { type: 'reply', comment: opening },
      { type: 'edit', commentId: thread.comments[0].id, words: said, mentions: [] },
    ] as const;
    for (const command of commands) expect(refusal(asking(thread, 'tom', command))).toBe(expected);
  });

  test('[CM5] only its author changes a comment, and what it said before is kept', () => {
    const thread = after(startedBy('tom'), 'hannah', says.reply('One.'));
    const edit = (index: number, said: string) =>
      ({
        type: 'edit',
        commentId: thread.comments[index]?.id ?? thread.comments[0].id,
        words: { text: said },
        mentions: [],
      }) as const;
    expect(whoMay((name) => asking(thread, name, edit(1, 'Two.')))).toEqual(['hannah']);
    expect(whoMay((name) => asking(thread, name, edit(0, 'Two.')))).toEqual(['tom']);
    const edited = after(thread, 'hannah', edit(1, 'Two.'), { at: 1 });
    expect(edited.comments[1]).toMatchObject({
      words: { text: 'Two.' },
      at: hours(0),
      earlier: [{ words: { text: 'One.' }, at: hours(1) }],
    });
    expect(after(edited, 'hannah', edit(1, 'Two.')).comments[1]?.earlier).toHaveLength(1);
  });

  test('[CM5] a change of whom a comment calls is kept like one of its words', () => {
    const thread = startedBy('tom', { comment: comment('One.', [{ seatId: seats.nurse.id }]) });
    const { id } = thread.comments[0];
    const call = (...mentions: Mention[]) =>
      ({ type: 'edit', commentId: id, words: { text: 'One.' }, mentions }) as const;
    const doctor = { seatId: seats.physician.id };
    const changed = after(thread, 'tom', call(doctor), { at: 1 });
    expect(changed.comments[0]).toMatchObject({
      mentions: [doctor],
      earlier: [{ words: { text: 'One.' }, mentions: [{ seatId: seats.nurse.id }], at: hours(1) }],
    });
    expect(after(changed, 'tom', call(doctor)).comments[0].earlier).toHaveLength(1);
  });

  test('[CM5] what was read back is never changed, whatever becomes of the thread', () => {
    const opened = startedBy('tom', { kind: 'critical' });
    const edit = (thread: Thread) =>
      refusal(
        asking(thread, 'tom', {
          type: 'edit',
          commentId: opened.comments[0].id,
          words: { text: 'No.' },
          mentions: [],
        }),
      );
    const back = after(opened, 'priya', says.readBack());
    const notQuite = after(back, 'tom', says.notQuite());
    const lowered = after(notQuite, 'tom', says.mark('information'));
    expect([opened, back, notQuite, lowered].map(edit)).toEqual([
      'allowed',
      ...Array.from({ length: 3 }, () => 'CM5 already-read-back'),
    ]);
  });

  test.each([
    ['a seat', { seatId: seats.nurse.id }, 'allowed'],
    ['a discipline', { disciplineKey: 'rehab-nurse' }, 'allowed'],
    ['a seat of another alliance', { seatId: foreignSeat.id }, 'CM16 nobody-called'],
    ['a seat that nobody has accepted', { seatId: seats.pharmacist.id }, 'CM16 nobody-called'],
    ['a discipline that is not here', { disciplineKey: 'dietitian' }, 'CM16 nobody-called'],
    ['the family, among colleagues', { seatId: seats.daughter.id }, 'CM16 nobody-called'],
  ] as const)('[CM16] a mention of %s', (_whom, mention, expected) => {
    expect(refusal(starting('tom', { comment: comment('Look.', [mention]) }))).toBe(expected);
  });

  test('[CM16] the family is called where they may read, and nowhere else', () => {
    expect([callFamily('mobility'), callFamily('medicines')]).toEqual([
      'allowed',
      'CM16 nobody-called',
    ]);
  });

  test('[CM17] a comment that is in the thread is not added a second time', () => {
    const command = says.reply();
    const thread = after(startedBy('tom'), 'hannah', command);
    expect(refusal(asking(thread, 'hannah', command))).toBe('CM17 comment-there');
  });
});

describe('closing and opening', () => {
  test('[CM6] author and assigned resolve, owners with a note, nobody else', () => {
    // In Mobility Hannah owns the text.
    const thread = after(startedBy('tom'), 'marcus', says.assign(seats.occupational));
    const who = (note?: string) => whoMay((name) => asking(thread, name, says.resolve(note)));
    expect(who()).toEqual(['tom', 'marcus']);
    expect(who('Settled.')).toEqual(['tom', 'hannah', 'marcus']);
    expect(refusal(asking(thread, 'hannah', says.resolve()))).toBe('CM6 note-needed');
    expect(refusal(asking(thread, 'priya', says.resolve('Settled.')))).toBe('CM6 may-not-resolve');
    const closed = after(thread, 'hannah', says.resolve('Settled.'), { at: 1 });
    expect(closed).toMatchObject({
      status: 'resolved',
      resolved: { by: { personId: 'hannah' }, at: hours(1) },
      comments: [{}, { purpose: 'resolution', words: { text: 'Settled.' } }],
    });
  });

  test('[CM6] on the whole plan lead and steward resolve with a note', () => {
    const thread = startedBy('marcus', { subject: { on: 'plan' } });
    expect(whoMay((name) => asking(thread, name, says.resolve('Settled.')))).toEqual([
      'priya',
      'tom',
      'marcus',
    ]);
  });

  test('[CM7] whoever may resolve may reopen, and every answer reopens', () => {
    const closed = after(startedBy('tom'), 'tom', says.resolve());
    expect(whoMay((name) => asking(closed, name, says.reopen()))).toEqual(['tom', 'hannah']);
    expect(refusal(asking(closed, 'priya', says.reopen()))).toBe('CM7 may-not-reopen');
    const opened = after(closed, 'hannah', says.reopen('Not yet.'));
    expect(opened).toMatchObject({ status: 'open', comments: [{}, { purpose: 'reopening' }] });
    expect(opened).not.toHaveProperty('resolved');
    expect(after(closed, 'priya', says.reply())).toMatchObject({ status: 'open' });
  });

  test('[CM8] resolving what is resolved changes nothing, and the second note is kept', () => {
    const closed = after(startedBy('tom'), 'tom', says.resolve('Done.'));
    const again = after(closed, 'hannah', says.resolve(), { at: 1 });
    expect(again).toEqual({ ...closed, version: closed.version + 1 });
    const noted = after(closed, 'hannah', says.resolve('Also seen.'), { at: 1 });
    expect(noted).toMatchObject({ status: 'resolved', resolved: closed.resolved });
    expect(words(noted).at(-1)).toEqual({ text: 'Also seen.' });
    expect(refusal(asking(closed, 'priya', says.resolve('Me too.')))).toBe('CM6 may-not-resolve');
  });
});

describe('assigning and marking', () => {
  const thread = startedBy('tom');

  test('[CM9] author and owners assign to others, everybody to their own seat', () => {
    expect(whoMay((name) => asking(thread, name, says.assign(seats.physician)))).toEqual([
      'priya',
      'tom',
      'hannah',
    ]);
    expect(whoMay((name) => asking(thread, name, says.assign(null)))).toEqual(['tom', 'hannah']);
    expect(
      after(thread, 'marcus', says.assign(seats.occupational, 1, '2026-03-05')).assignment,
    ).toMatchObject({
      value: { seatId: seats.occupational.id, dueOn: '2026-03-05' },
      by: 'marcus',
      version: 2,
    });
  });

  test.each([
    ['that does not exist here', foreignSeat],
    ['that nobody has accepted', seats.pharmacist],
    ['from which the thread is not seen', seats.daughter],
  ])('[CM9] it is not assigned to a seat %s', (_which, to) => {
    expect(refusal(asking(thread, 'tom', says.assign(to)))).toBe('CM9 seat-cannot-take-it');
    expect(refusal(starting('tom', { assignment: { seatId: to.id } }))).toBe(
      'CM9 seat-cannot-take-it',
    );
  });

  test('[CM9] a seat whose cover has ended keeps what is assigned to it, for whoever sits there next', () => {
    const assigned = after(thread, 'hannah', says.assign(seats.nurse), { at: 20 });
    const mayResolve = (at: number) =>
      whoMay((name) => asking(assigned, name, says.resolve(), { at }));
    expect([mayResolve(20), mayResolve(4)]).toEqual([[], ['amara']]);
  });

  test('[CM10] two writes from the same base are both kept until somebody decides', () => {
    const first = after(thread, 'tom', says.assign(seats.physician));
    const second = after(first, 'marcus', says.assign(seats.occupational, 1));
    expect(second.assignment).toMatchObject({
      value: { seatId: seats.physician.id },
      candidates: [{ value: { seatId: seats.occupational.id }, by: 'marcus' }],
    });
    // Nobody is left out by silence.
    expect(whoMay((name) => asking(second, name, says.resolve()))).toEqual([
      'priya',
      'tom',
      'marcus',
    ]);
    const decided = after(
      second,
      'hannah',
      says.assign(seats.occupational, second.assignment.version),
    );
    expect(decided.assignment).not.toHaveProperty('candidates');
    expect(decided.assignment.value).toEqual({ seatId: seats.occupational.id });
  });

  test('[CM10] what waits for a decision does not grow without end', () => {
    let full = after(thread, 'tom', says.assign(seats.nurse));
    for (let day = 1; day <= undecidedMax; day++) full = after(full, 'tom', lateTo(day));
    expect(refusal(asking(full, 'tom', lateTo(100)))).toBe('CM20 undecided-full');
    expect(refusal(asking(full, 'tom', says.assign(null, full.assignment.version)))).toBe(
      'allowed',
    );
  });

  test('[CM14] everybody may make it critical, its author and who made it so less than that', () => {
    expect(whoMay((name) => asking(thread, name, says.mark('critical')))).toEqual([
      'priya',
      'tom',
      'hannah',
      'marcus',
    ]);
    expect(whoMay((name) => asking(thread, name, says.mark('handoff')))).toEqual(['tom', 'hannah']);
    const critical = after(thread, 'marcus', says.mark('critical'));
    const lower = says.mark('question', 2);
    expect(whoMay((name) => asking(critical, name, lower))).toEqual(['tom', 'marcus']);
    const heard = after(critical, 'priya', says.readBack(), { at: 1 });
    expect(whoMay((name) => asking(heard, name, lower))).toEqual(['tom']);
    expect(refusal(asking(critical, 'hannah', says.mark('question', 2)))).toBe(
      'CM14 critical-stays',
    );
    expect(refusal(asking(thread, 'marcus', says.mark('handoff')))).toBe('CM14 may-not-mark');
  });

  test('[CM14] saying once more that it is critical gives nobody the right to take that back', () => {
    const own = startedBy('tom', { kind: 'critical' });
    const repeated = after(own, 'marcus', says.mark('critical'));
    const late = after(own, 'hannah', says.mark('question', 0));
    const decided = after(late, 'marcus', says.mark('critical', late.kind.version));
    for (const each of [repeated, decided])
      expect(refusal(asking(each, 'marcus', says.mark('question', 9)))).toBe('CM14 critical-stays');
  });

  test('[CM14] each person is offered the kinds that they may choose, and a note where one is needed', () => {
    expect(offered(thread)).toEqual([
      'priya: assign mark-critical',
      'tom: assign assign-others mark mark-critical',
      'hannah: assign assign-others mark mark-critical note',
      'marcus: assign mark-critical',
    ]);
    expect(offered(after(thread, 'marcus', says.mark('critical')))).toEqual([
      'priya: assign',
      'tom: assign assign-others mark',
      'hannah: assign assign-others',
      'marcus: assign mark',
    ]);
  });

  test('[CM14] while people disagree it is critical, whoever was first', () => {
    const later = after(
      after(thread, 'tom', says.mark('handoff')),
      'marcus',
      says.mark('critical'),
    );
    const earlier = after(
      after(thread, 'marcus', says.mark('critical')),
      'hannah',
      says.mark('handoff'),
    );
    for (const undecided of [later, earlier]) {
      expect(undecided.kind.candidates).toHaveLength(1);
      expect(isCritical(undecided.kind)).toBe(true);
      expect(refusal(asking(undecided, 'tom', says.resolve()))).toBe('CM13 read-back-missing');
      expect(
        refusal(asking(undecided, 'hannah', says.mark('handoff', undecided.kind.version))),
      ).toBe('CM14 critical-stays');
    }
    expect(isCritical(after(earlier, 'tom', says.mark('handoff', earlier.kind.version)).kind)).toBe(
      false,
    );
  });

  test('[CM14] what becomes critical is open and needs a new read-back', () => {
    const critical = startedBy('tom', { kind: 'critical' });
    const back = after(critical, 'priya', says.readBack());
    const done = after(after(back, 'tom', { type: 'confirm' }), 'tom', says.resolve());
    const lowered = after(done, 'tom', says.mark('information'));
    const raised = after(lowered, 'marcus', says.mark('critical', 2));
    expect(raised.status).toBe('open');
    expect(raised).not.toHaveProperty('readBack');
    expect(raised).not.toHaveProperty('resolved');
    expect([critical, back, done, lowered, raised].map(waitsForReadBack)).toEqual([
      true,
      true,
      false,
      false,
      true,
    ]);
  });
});

describe('critical threads', () => {
  const critical = startedBy('tom', { kind: 'critical' });
  const back = after(critical, 'priya', says.readBack(), { at: 1 });

  test('[CM11] it is read back by those to whom it speaks, never by its author', () => {
    expect(whoMay((name) => asking(critical, name, says.readBack()))).toEqual(['priya', 'hannah']);
    expect(refusal(asking(critical, 'tom', says.readBack()))).toBe('CM11 not-a-receiver');
    expect(refusal(asking(startedBy('tom'), 'priya', says.readBack()))).toBe('CM11 not-critical');
    expect(back).toMatchObject({
      readBack: { by: { personId: 'priya' }, at: hours(1), commentId: back.comments[1]?.id },
      comments: [{}, { purpose: 'read-back', words: { text: 'I hold it.' } }],
    });
  });

  test('[CM11] an answer is no read-back', () => {
    const answered = after(critical, 'priya', says.reply('Understood.'));
    expect(waitsForReadBack(answered)).toBe(true);
    expect(refusal(asking(answered, 'tom', { type: 'confirm' }))).toBe('CM12 nothing-read-back');
  });

  test('[CM12] the sender, or who sits in the seat now, says whether it was understood', () => {
    expect(whoMay((name) => asking(back, name, { type: 'confirm' }))).toEqual(['tom']);
    expect(refusal(asking(back, 'priya', { type: 'confirm' }))).toBe('CM12 not-the-sender');
    const night = names.filter((name) => asking(back, name, { type: 'confirm' }, { at: 4 }).ok);
    expect(night).toEqual(['amara']);
    const confirmed = after(back, 'amara', { type: 'confirm' }, { at: 4 });
    expect(confirmed.readBack?.confirmed).toMatchObject({
      by: { personId: 'amara' },
      at: hours(4),
    });
    const twice = after(confirmed, 'amara', { type: 'confirm' }, { at: 5 });
    expect(twice.readBack).toEqual(confirmed.readBack);
  });

  test('[CM12] a critical thread whose sender has left is confirmed, or not, and resolved by those who stayed', () => {
    const left = startedBy('marcus', { kind: 'critical' });
    const answered = after(left, 'tom', says.readBack());
    const team = alliance([seats.physician, seats.nurse, seats.physiotherapist]);
    const may = (command: Parameters<typeof asking>[2]) =>
      whoMay((name) => asking(answered, name, command, { team }));
    expect(may({ type: 'confirm' })).toEqual(['priya']);
    expect(may(says.notQuite())).toEqual(['priya']);
    const { roster, at } = around(0, team);
    const asked = { duty: roster, readCount: 9, now: Date.parse(at), today: at.slice(0, 10) };
    const reasons = names.map(
      (name) => needOf({ ...asked, thread: answered, personId: personId(name) })?.reason,
    );
    // Lead and nobody else is told that somebody waits.
    expect(reasons.filter((reason) => reason === 'confirm')).toHaveLength(1);
    expect(reasons[names.indexOf('priya')]).toBe('confirm');
    const confirmed = after(answered, 'priya', { type: 'confirm' }, { team });
    expect(confirmed.readBack?.confirmed?.by).toMatchObject({ name: 'priya' });
    expect(refusal(asking(confirmed, 'hannah', says.resolve('Done.'), { team }))).toBe('allowed');
    expect(refusal(asking(answered, 'priya', { type: 'confirm' }))).toBe('CM12 not-the-sender');
  });

  test('[CM12] nobody confirms what they have read back themselves', () => {
    const own = after(critical, 'amara', says.readBack(), { at: 4 - 0.5, team: nightTeam() });
    expect(refusal(asking(own, 'amara', { type: 'confirm' }, { at: 4 }))).toBe(
      'CM12 own-read-back',
    );
    expect(refusal(asking(own, 'amara', says.notQuite(), { at: 4 }))).toBe('CM12 own-read-back');
  });

  test('[CM12] a newer read-back is not confirmed unread', () => {
    const seen = back.readBack?.commentId ?? critical.comments[0].id;
    const newer = after(back, 'hannah', says.readBack('I stop it.'));
    expect(refusal(asking(newer, 'tom', { type: 'confirm', commentId: seen }))).toBe(
      'CM12 other-read-back',
    );
    const now = newer.comments[2]?.id ?? seen;
    expect(refusal(asking(newer, 'tom', { type: 'confirm', commentId: now }))).toBe('allowed');
  });

  test('[CM12] what was not understood is read back again, also after a yes', () => {
    const confirmed = after(back, 'tom', { type: 'confirm' });
    const closed = after(confirmed, 'tom', says.resolve());
    for (const before of [back, confirmed, closed]) {
      const notQuite = after(before, 'tom', says.notQuite());
      expect(notQuite.status).toBe('open');
      expect(waitsForReadBack(notQuite)).toBe(true);
      expect(notQuite.comments.at(-1)?.purpose).toBe('not-quite');
      expect(refusal(asking(notQuite, 'tom', { type: 'confirm' }))).toBe('CM12 nothing-read-back');
      expect(refusal(asking(notQuite, 'priya', says.readBack()))).toBe('allowed');
    }
    expect(refusal(asking(confirmed, 'hannah', says.readBack()))).toBe('CM11 read-back-done');
  });

  test('[CM13] it is not resolved before its read-back is confirmed, by nobody', () => {
    for (const thread of [critical, back])
      for (const name of ['tom', 'hannah'] as const)
        expect(refusal(asking(thread, name, says.resolve('Done.')))).toBe('CM13 read-back-missing');
    const confirmed = after(back, 'tom', { type: 'confirm' });
    expect(after(confirmed, 'tom', says.resolve()).status).toBe('resolved');
  });
});

describe('unplaced threads', () => {
  const lost = startedBy('marcus', { subject: text });

  test('[CM26] author, assigned and who may edit there put it at words that the server found', () => {
    expect(whoMay((name) => asking(lost, name, { type: 'attach', anchor }, { found }))).toEqual([
      'hannah',
      'marcus',
    ]);
    const assigned = after(lost, 'tom', says.assign(seats.nurse));
    expect(refusal(asking(assigned, 'tom', { type: 'attach', anchor }, { found }))).toBe('allowed');
    expect(refusal(asking(lost, 'tom', { type: 'attach', anchor }, { found }))).toBe(
      'CM26 may-not-attach',
    );
    const attached = after(lost, 'hannah', { type: 'attach', anchor }, { found });
    expect(attached).toEqual({
      ...lost,
      subject: { on: 'text', sectionKey: 'mobility', ...found, isQuoteVerified: true },
      version: 2,
    });
  });

  test('[CM26] one that is at its words stays there, and words that are not there hold nothing', () => {
    const attach = (context: Parameters<typeof asking>[3]) =>
      refusal(asking(lost, 'marcus', { type: 'attach', anchor }, context));
    expect(attach({ found, isPlaced: true })).toBe('CM26 still-in-place');
    expect(attach({})).toBe('CM26 words-not-there');
    expect(refusal(asking(startedBy('tom'), 'tom', { type: 'attach', anchor }, { found }))).toBe(
      'CM26 still-in-place',
    );
  });
});

describe('limits and strangers', () => {
  test('[CM20] a thread holds 200 comments, a comment 50 changes', () => {
    let thread = startedBy('tom');
    const edit = (said: string) =>
      ({
        type: 'edit',
        commentId: thread.comments[0].id,
        words: { text: said },
        mentions: [],
      }) as const;
    for (let count = 1; count < commentsPerThreadMax; count++)
      thread = after(thread, 'tom', says.reply());
    expect(refusal(asking(thread, 'tom', says.reply()))).toBe('CM20 comments-full');
    expect(refusal(asking(thread, 'tom', says.resolve()))).toBe('allowed');
    for (let count = 0; count < editsPerCommentMax; count++)
      thread = after(thread, 'tom', edit(`Words ${count}`));
    expect(refusal(asking(thread, 'tom', edit('Once more')))).toBe('CM20 edits-full');
    expect(thread.comments[0].earlier).toHaveLength(editsPerCommentMax);
  });

  test('[CM20] a thread holds a million characters, what it said before included', () => {
    const longest = { text: 'x'.repeat(commentCharactersMax) };
    const [first] = startedBy('tom').comments;
    const earlier = Array.from({ length: 49 }, () => ({ words: longest, at: first.at }));
    const comments = [first, ...Array.from({ length: 5 }, () => ({ ...first, earlier }))] as const;
    const long = { ...startedBy('tom'), comments };
    const edit = {
      type: 'edit',
      commentId: first.id,
      words: longest,
      mentions: [],
    } as const;
    expect(refusal(asking(long, 'tom', edit))).toBe('allowed');
    const longer = { ...long, comments: [...comments, { ...first, earlier }] as const };
    expect(refusal(asking(longer, 'tom', edit))).toBe('CM20 thread-full');
    expect(refusal(asking(longer, 'tom', says.reply()))).toBe('CM20 thread-full');
  });

  test('[CM18] who may not see a thread is told nothing, whatever they send', () => {
    const { id } = startedBy('tom').comments[0];
    const commands = [
      says.reply(''),
      { type: 'edit', commentId: id, words: { text: 'x' }, mentions: [] },
      says.resolve(),
      says.assign(foreignSeat),
      says.mark('critical'),
      says.readBack(),
      { type: 'confirm' },
      says.notQuite(),
      { type: 'attach', anchor },
    ] as const;
    const strangers: readonly Name[] = ['lucia', 'elena', 'amara', 'sam'];
    for (const command of commands)
      for (const name of strangers)
        expect([name, refusal(asking(startedBy('tom'), name, command))]).toEqual([
          name,
          'CM18 not-there',
        ]);
  });

  test('[CM3 A7] who lost the right to comment writes nothing, not even in their own thread', () => {
    const thread = startedBy('lucia', {
      audience: 'shared',
      subject: { on: 'section', sectionKey: 'going-home' },
    });
    const daughter = {
      ...seats.daughter,
      scope: [{ sectionKey: 'going-home', right: 'read' }],
    } as const;
    const team = { ...nightTeam(), seats: [daughter] };
    expect(refusal(asking(thread, 'lucia', says.reply(), { team }))).toBe('CM3 may-not-comment');
    expect(refusal(asking(thread, 'lucia', says.resolve(), { team }))).toBe('CM3 may-not-comment');
  });

  test('[CM3] every refusal names a rule of the page', () => {
    expect(Object.values(threadRefusals).every((rule) => /^CM([1-9]|1\d|2[0-6])$/.test(rule))).toBe(
      true,
    );
  });
});

function box(situation: string, background: string, assessment: string, recommendation: string) {
  return { situation, background, assessment, recommendation };
}

function boxes(length: number): [string, string, string, string] {
  const full = 'x'.repeat(length);
  return [full, full, full, full];
}
