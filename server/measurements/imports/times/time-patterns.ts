/** Date with or without a clock: 1 first, 2 separator, 3 second, 4 third number, 5 `T` or spaces, 6-9 clock, 10 AM/PM, 11 offset. */
export const calendarPattern =
  /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})(?:(T| +)(\d{1,2}):(\d{2})(?::(\d{2})([.,]\d{1,12})?)?(?: ?([AaPp][Mm]))?(?: ?(Z|z|[+-]\d{2}(?::?\d{2})?))?)?$/;
/** 1 hour, 2 minute, 3 second, 4 fraction, 5 AM/PM, 6 offset. */
export const clockPattern = /^(\d{1,2}):(\d{2})(?::(\d{2})([.,]\d{1,12})?)?(?: ?([AaPp][Mm]))?(?: ?(Z|z|[+-]\d{2}(?::?\d{2})?))?$/;
