/** Where the keyboard goes on when the button that was pressed is gone with its alarm. */
export const ALARM_LIST_ID = "alarm-list";

export const focusAlarmList = (): void => document.getElementById(ALARM_LIST_ID)?.focus({ preventScroll: true });
