/** The site's clock never showed this time (start of summer time): the zone is probably not the site's. */
export class NonexistentTime extends Error {
  readonly line: number;
  constructor(line: number) {
    super();
    this.line = line;
  }
}

/** The clock was set back at the end of summer time, and nobody said in which zone it runs. */
export class SetBackClock extends Error {
  readonly line: number;
  constructor(line: number) {
    super();
    this.line = line;
  }
}

/** The clock goes from 12:59 to 01:00 of the same day. */
export class HalfDayClock extends Error {
  readonly line: number;
  constructor(line: number) {
    super();
    this.line = line;
  }
}

/** A logger that drops fractions wrote more rows into one second than into the others. */
export class UnevenSecond extends Error {
  readonly line: number;
  constructor(line: number) {
    super();
    this.line = line;
  }
}
