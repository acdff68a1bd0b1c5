import { createRoot } from 'react-dom/client';

import { takeInvitationSecret } from '../alliance/invitation/invitation-secret.ts';
import { takeLinkSecret } from '../identity/link-secret.ts';

import '../ui/styles.css';
import { Application } from './application.tsx';

// Before the router reads the address.
takeInvitationSecret();
takeLinkSecret();
const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root element.');
createRoot(root).render(<Application />);
