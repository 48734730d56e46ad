import { Button } from 'antd';
import { useEffect } from 'react';
import { type SampleOfficer, signInAddress, useSampleOfficers } from '../api/session.js';
import { common } from '../words/common.words.js';
import { language } from '../words/language.js';
import { useWords } from '../words/words.js';
import { shellWords } from './shell.words.js';

/** Who is nobody yet. On the local stack the sample officers sign in with one click. */
export function SignIn({ back }: { back: string }) {
  const [words, general] = [useWords(shellWords), useWords(common)];
  const { data: samples = [] } = useSampleOfficers();
  useEffect(() => {
    document.title = `${words.signIn} · ${general.product}`;
  }, [words, general]);
  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <h1>{general.product}</h1>
        <p className="soft">{words.tagline}</p>
        <p>{words.signInLead}</p>
        <Button type="primary" size="large" href={signInAddress(back)}>
          {words.signIn}
        </Button>
        {samples.length > 0 && <Samples samples={samples} back={back} />}
        <p className="sign-in-language">
          <Button
            type="link"
            aria-label={`${words.languageLabel} ${words.language}`}
            onClick={() => language.set(language.get() === 'zh' ? 'en' : 'zh')}
          >
            {words.language}
          </Button>
        </p>
      </div>
    </main>
  );
}

function Samples({ samples, back }: { samples: readonly SampleOfficer[]; back: string }) {
  const words = useWords(shellWords);
  const agencies = [...new Set(samples.map(({ agency }) => agency))];
  return (
    <section className="samples" aria-labelledby="samples">
      <h2 id="samples">{words.samples}</h2>
      <p className="soft">{words.samplesLead}</p>
      <ul>
        {agencies.map((agency) => (
          <li key={agency}>
            <span className="samples-agency">{agency}</span>
            <span className="samples-officers">
              {samples
                .filter((each) => each.agency === agency)
                .map(({ login, name, role }) => (
                  <a key={login} href={signInAddress(back, login)} data-login={login}>
                    {name} <span className="soft">{role}</span>
                  </a>
                ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
