// All kernels of the forecaster. They import the memory they work on; sizes are in floats, places in bytes.
export { packPanels, gemmPacked, gemmTall } from "./gemm";
export { elu, eluGradient, contextElu, columnSum, dropout, copyBlock } from "./elementwise";
export { gatedNorm, gatedNormGradient } from "./norm";
export { lstmForward, lstmBackward } from "./lstm";
export { spread, spreadGradient, weightedSum, weightedSumGradient } from "./select";
export { probePass } from "./probe";
