/** The six Zigbee devices of the simulated radio: what each is, and the raw numbers that it sends by itself. */

/** Attributes of a cluster, by name or, for those that only one maker has, by number. */
export type Attributes = Readonly<Record<string | number, number>>;

export interface SimulatedDevice {
  /** As the user called it; a slash makes the room. */
  readonly name: string;
  readonly ieeeAddr: string;
  readonly modelID: string;
  readonly manufacturerName: string;
  readonly powerSource: "Battery" | "Mains (single phase)";
  readonly inputClusters: readonly string[];
  readonly outputClusters: readonly string[];
  /** What it answers when it is read, before it has reported anything: scales of its meters. */
  readonly constants: Readonly<Record<string, Attributes>>;
  /** Reports after it is switched on, in this order. Temperatures are in 0.01 °C. */
  readonly reports: readonly (readonly [cluster: string, attributes: Attributes])[];
}

const thermostat = (name: string, ieeeAddr: string, manufacturerName: string, modelID: string) => ({
  name,
  ieeeAddr,
  modelID,
  manufacturerName,
  powerSource: "Battery" as const,
  inputClusters: ["genBasic", "genPowerCfg", "hvacThermostat", "hvacUserInterfaceCfg"],
  outputClusters: ["genTime", "genOta"],
  constants: {},
});

export const SIMULATED_DEVICES: readonly SimulatedDevice[] = [
  {
    ...thermostat("office-101/trv", "0x0000000000000d01", "Danfoss", "eTRV0100"),
    reports: [
      [
        "hvacThermostat",
        {
          localTemp: 2134,
          occupiedHeatingSetpoint: 2100,
          pIHeatingDemand: 42,
          minHeatSetpointLimit: 500,
          maxHeatSetpointLimit: 3200,
          runningState: 1,
          systemMode: 4,
        },
      ],
      // Half per cents: 87 %.
      ["genPowerCfg", { batteryPercentageRemaining: 174 }],
    ],
  },
  {
    ...thermostat("office-102/trv", "0x0000000000000e01", "Eurotronic", "SPZB0001"),
    reports: [
      // 0x4003: its own set-point; 0x4008: host flags. Its valve counts to 255, not to 100.
      ["hvacThermostat", { localTemp: 1950, 16387: 2050, occupiedHeatingSetpoint: 2050, pIHeatingDemand: 128, 16392: 0x10 }],
    ],
  },
  {
    name: "office-101/climate",
    ieeeAddr: "0x0000000000000a01",
    modelID: "lumi.weather",
    manufacturerName: "LUMI",
    powerSource: "Battery",
    inputClusters: ["genBasic", "msTemperatureMeasurement", "msPressureMeasurement", "msRelativeHumidity"],
    outputClusters: [],
    constants: {},
    reports: [
      ["msTemperatureMeasurement", { measuredValue: 2734 }],
      ["msRelativeHumidity", { measuredValue: 4472 }],
      // 10021 tenths of a hPa.
      ["msPressureMeasurement", { measuredValue: 1002, scale: -1, scaledValue: 10021 }],
    ],
  },
  {
    name: "plant/heatpump-plug",
    ieeeAddr: "0x0000000000000b01",
    modelID: "TS011F",
    manufacturerName: "_TZ3000_r6buo8ba",
    powerSource: "Mains (single phase)",
    inputClusters: ["genBasic", "genOnOff", "seMetering", "haElectricalMeasurement"],
    outputClusters: [],
    constants: {
      haElectricalMeasurement: {
        acCurrentMultiplier: 1,
        acCurrentDivisor: 1000,
        acPowerMultiplier: 1,
        acPowerDivisor: 1,
        acVoltageMultiplier: 1,
        acVoltageDivisor: 1,
      },
      seMetering: { multiplier: 1, divisor: 100 },
    },
    reports: [
      ["haElectricalMeasurement", { activePower: 1234, rmsVoltage: 231, rmsCurrent: 5370 }],
      ["seMetering", { currentSummDelivered: 12_345 }],
      ["genOnOff", { onOff: 1 }],
    ],
  },
  {
    ...thermostat("office-103/trv", "0x0000000000000c01", "SONOFF", "TRVZB"),
    reports: [["hvacThermostat", { localTemp: 2010, occupiedHeatingSetpoint: 1900, runningState: 0, systemMode: 1 }]],
  },
  {
    ...thermostat("lobby/thermostat", "0x0000000000000f01", "Centralite", "3157100"),
    powerSource: "Mains (single phase)",
    inputClusters: ["genBasic", "genPowerCfg", "hvacThermostat", "hvacFanCtrl"],
    reports: [
      [
        "hvacThermostat",
        { localTemp: 2256, occupiedHeatingSetpoint: 2000, occupiedCoolingSetpoint: 2600, systemMode: 3, runningState: 2 },
      ],
    ],
  },
];
