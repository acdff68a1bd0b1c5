// The client's entry: composed in client/app.
import './app/start.tsx';
