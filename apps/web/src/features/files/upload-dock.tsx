/** Rendered once by the shell, on every page behind the sign-in. */
export function UploadDock() {
  return null;
}
