/** Light, dark, or as the system has it: a cookie, so that the first paint is right. */
export type Theme = "system" | "light" | "dark";
export const THEME_COOKIE = "zonecast-theme";

export const themeOf = (cookie: string | undefined): Theme => (cookie === "light" || cookie === "dark" ? cookie : "system");
