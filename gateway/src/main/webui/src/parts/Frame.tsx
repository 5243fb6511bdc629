import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { LANGUAGES, type Language } from '../i18n';
import type { Session } from '../session';

/** The frame of either face: who is signed in, the ways to go, the page. */
export function Frame(props: {
  brand: string;
  home: string;
  session: Session;
  label: string;
  links: { to: string; label: string }[];
  children: ReactNode;
}) {
  const { t, i18n } = useTranslation();
  return (
    <>
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <header className="top">
        <NavLink className="brand" to={props.home}>
          <img src="/icon.svg" alt="" />
          {props.brand}
        </NavLink>
        <div className="who">
          <span>{props.session.name}</span>
          <span>
            {LANGUAGES.filter((language) => language !== i18n.language).map((language: Language) => (
              <button
                key={language}
                type="button"
                className="link"
                lang={language}
                onClick={() => void i18n.changeLanguage(language)}
              >
                {t('languageName', { lng: language })}
              </button>
            ))}
          </span>
          <a href="/logout">{t('signOut')}</a>
        </div>
      </header>
      <div className="frame">
        <nav className="nav" aria-label={props.label}>
          {props.links.map((link) => (
            <NavLink key={link.to} to={link.to}>
              {link.label}
            </NavLink>
          ))}
        </nav>
        <main id="content" tabIndex={-1}>
          {props.children}
        </main>
      </div>
    </>
  );
}
