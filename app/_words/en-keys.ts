/** English, continued: keys and what is found with them. */

export const keys = {
  keys: {
    title: "Keys",
    open: "Keys…",
    findOpen: "Find…",
    close: "Close",
    use: "Keys without Ctrl (? / g)",
    find: "Go to a zone, building or device",
    findHint: "A few letters of its name",
    hits: (n: number) => (n === 0 ? "Nothing of that name." : n === 1 ? "1 found" : `${n} found`),
    places: {
      overview: "Overview",
      devices: "Devices",
      alarms: "Alarms",
      learning: "Learning",
      building: "This building, or the first",
      compare: "Zones of it beside each other",
      schedule: "Schedule of this zone",
    },
  },
};

export type KeyWords = typeof keys;
