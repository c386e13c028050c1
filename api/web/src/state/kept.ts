// Small choices of this browser (language). Where storage is forbidden, they last for the visit.

export function kept(name: string): string | null {
  try {
    return localStorage.getItem(`xiangwen.${name}`);
  } catch {
    return null; // storage is forbidden by the browser's settings
  }
}

export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(`xiangwen.${name}`, value);
  } catch {
    return; // as above: the choice lasts for the visit
  }
}
