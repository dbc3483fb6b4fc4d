/** Hours of the day in minutes since midnight, Viet Nam time; one that ends before it begins goes over midnight. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** Viet Nam has kept UTC+7 without summer time since 1975. */
const zoneMinutes = 7 * 60;
const day = 24 * 60;

/** The hours that `22:00-06:00` writes; null for what is none, or is no time at all (`06:00-06:00`). */
export function parseWindow(written: string): Window | null {
  const match = /^\s*(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})\s*$/u.exec(written);
  if (match === null) return null;
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = match.slice(1).map(Number);
  if (Math.max(fromHour, toHour) > 24 || Math.max(fromMinute, toMinute) > 59) return null;
  const [from, to] = [fromHour * 60 + fromMinute, toHour * 60 + toMinute];
  return from > day || to > day || from % day === to % day ? null : { from: from % day, to: to % day };
}

/** Milliseconds until the hours begin; 0 within them. */
export function untilOpen({ from, to }: Window, now: Date): number {
  const minute = (((now.getTime() / 60_000 + zoneMinutes) % day) + day) % day;
  const isInside = from < to ? minute >= from && minute < to : minute >= from || minute < to;
  return isInside ? 0 : Math.ceil(((from - minute + day) % day) * 60_000);
}
