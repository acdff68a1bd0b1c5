import { type Passage, bullet, heading, open, paragraph, done, wrote } from '../prose.ts';
import { type Times } from '../times.ts';

/** Problems and risks, with who watches them. */
export function healthConcerns(times: Times): readonly Passage[] {
  return [
    wrote(
      'priya',
      198,
      heading('Concerns we treat'),
      bullet(
        'Ischaemic stroke, left hemisphere. Secondary prevention is running; the cause was found on the acute ward.',
      ),
      bullet('Right-sided weakness that affects transfers, walking and dressing.'),
      bullet('Swallowing difficulty after the stroke, with a risk of aspiration.'),
      bullet('Expressive aphasia.'),
    ),
    wrote(
      'priya',
      11,
      bullet(
        'New: **dizzy on standing about 20 minutes after the morning tablets**, noticed by physiotherapy. Lying and standing pressure are charted before each session; timing is reviewed with the Medicines plan.',
      ),
    ),
    wrote(
      'tom',
      180,
      heading('Risks we watch'),
      bullet('**Falls:** high. She reaches to the right and forgets that the leg is weak.'),
      bullet('**Skin:** intact; heels and sacrum are looked at on every turn.'),
      bullet('**Right shoulder:** at risk of pain from poor positioning or a careless pull.'),
      bullet('**Chest:** a wet voice, a fever or fast breathing may be aspiration.'),
    ),
    wrote(
      'tom',
      170,
      bullet(
        '**Being misunderstood:** a nod is not consent. Ask twice, the second time the other way round.',
      ),
    ),
    wrote(
      'priya',
      47,
      heading('Mood and tiredness'),
      paragraph(
        'Tearful twice this week, both times after a failed word. Sleeps well. The mood screen for people with aphasia is done with the interpreter.',
      ),
      done('Mood screen planned with interpreter'),
      open(`Mood screen done and talked through with Elena, by ${times.day(3)}`),
    ),
  ];
}
