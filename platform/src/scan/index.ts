/** Looking for malware in what people upload: a client of ClamAV's daemon. */
export type { ScanAddress } from './clamd-connection.ts';
export type { Scanner, ScannerHealth, ScannerTrouble, Verdict } from './scanner.ts';
export { createScanner } from './scanner.ts';
