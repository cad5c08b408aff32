/** Calls at most once per frame, however often it is asked to; `end` calls off what is still to come. */
export interface PerFrame {
  (): void;
  end(): void;
}

export function perFrame(work: () => void): PerFrame {
  let frame = 0;
  const ask = () => {
    if (frame !== 0) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      work();
    });
  };
  return Object.assign(ask, {
    end: () => {
      cancelAnimationFrame(frame);
      frame = 0;
    },
  });
}
