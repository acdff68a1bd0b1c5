import { createRoot } from 'react-dom/client';

import '../ui/styles.css';
import { Application } from './application.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root element.');
createRoot(root).render(<Application />);
