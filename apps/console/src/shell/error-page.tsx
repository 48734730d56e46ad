import { Button } from 'antd';
import { useEffect } from 'react';
import { Link, useNavigate, useRouteError } from 'react-router';
import { ApiProblem, networkProblem } from '../api/problem.js';
import { EmptyState, ErrorState } from '../kit/page-state.js';
import { common } from '../words/common.words.js';
import { useWords } from '../words/words.js';
import { shellWords } from './shell.words.js';

/** A page that broke. A part of the console that is gone because a newer one was put up is fetched anew, once. */
export function ErrorPage() {
  const error = useRouteError();
  const words = useWords(shellWords);
  const navigate = useNavigate();
  const revalidate = () => navigate(location.pathname + location.search, { replace: true });
  const isMissing = error instanceof TypeError && /import|module|fetch/i.test(error.message);
  const isOutdated = isMissing && navigator.onLine;
  useEffect(() => {
    if (!isOutdated || sessionStorage.getItem('xianjie.reloaded') === location.pathname) return;
    sessionStorage.setItem('xianjie.reloaded', location.pathname);
    location.reload();
  }, [isOutdated]);
  if (isMissing && !navigator.onLine)
    return <ErrorState error={networkProblem()} retry={() => void revalidate()} />;
  if (error instanceof ApiProblem) return <ErrorState error={error} />;
  return (
    <div className="state" role="alert">
      <p className="state-title">{words.wrong}</p>
      <div className="state-next">{words.wrongNext}</div>
      <pre className="fault-words">{error instanceof Error ? error.message : String(error)}</pre>
      <Button onClick={() => location.reload()}>{words.reload}</Button>
    </div>
  );
}

export function NotFound() {
  const [words, general] = [useWords(shellWords), useWords(common)];
  return (
    <EmptyState title={general.missingTitle}>
      <Link to="/">{words.home}</Link>
    </EmptyState>
  );
}
