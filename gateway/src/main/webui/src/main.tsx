import { createRoot } from 'react-dom/client';
import { App } from './App';
import { startLanguage } from './i18n';
import './styles.css';

void startLanguage().then(() => {
  const root = document.getElementById('root');
  if (root) {
    createRoot(root).render(<App />);
  }
});
