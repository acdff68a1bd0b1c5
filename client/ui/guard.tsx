import { Component, type ReactNode } from 'react';

interface GuardProps {
  readonly children: ReactNode;
  /** Shown instead of the children once one of them has failed. */
  readonly fallback: ReactNode;
  readonly onFailure?: () => void;
}

/** Keeps the failure of one part to itself: the rest of the page goes on. */
export class Guard extends Component<GuardProps, { readonly hasFailed: boolean }> {
  override readonly state = { hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override componentDidCatch(): void {
    this.props.onFailure?.();
  }

  override render(): ReactNode {
    return this.state.hasFailed ? this.props.fallback : this.props.children;
  }
}
