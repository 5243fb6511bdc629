import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, useLocation } from 'react-router';
import { choose, LANGUAGES, type Language } from '../i18n';
import { Icon, type IconName } from './Icon';

/** The frame of either face: who is signed in, the ways to go, the page. */
export function Frame(props: {
  brand: string;
  home: string;
  name: string | null | undefined;
  label: string;
  links: { to: string; label: string; icon: IconName }[];
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const main = useMainOfNewPage();
  return (
    <>
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <header className="top">
        <NavLink className="brand" to={props.home}>
          <img src="/icon.svg" alt="" width="28" height="28" />
          <span>{props.brand}</span>
        </NavLink>
        <div className="who">
          <span className="with-icon signed-in">
            <Icon name="person" />
            {props.name && <bdi title={t('signedInAs', { name: props.name })}>{props.name}</bdi>}
          </span>
          <LanguageChoice />
          <a href="/logout" onClick={() => queries.clear()}>
            {t('signOut')}
          </a>
        </div>
      </header>
      <div className="frame">
        <nav className="nav" aria-label={props.label}>
          {props.links.map((link) => (
            <NavLink key={link.to} to={link.to}>
              <Icon name={link.icon} />
              <span>{link.label}</span>
            </NavLink>
          ))}
        </nav>
        <main id="content" tabIndex={-1} ref={main}>
          {props.children}
        </main>
      </div>
    </>
  );
}

function LanguageChoice() {
  const { t, i18n } = useTranslation();
  return (
    <select
      className="languages"
      aria-label={t('language')}
      value={i18n.language}
      onChange={(event) => void choose(event.currentTarget.value as Language)}
    >
      {Object.entries(LANGUAGES).map(([tag, name]) => (
        <option key={tag} value={tag} lang={tag}>
          {name}
        </option>
      ))}
    </select>
  );
}

/** Who goes to another page by keyboard goes on from its beginning, not from the link they left. */
function useMainOfNewPage() {
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
    } else {
      main.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
  }, [pathname]);
  return main;
}
