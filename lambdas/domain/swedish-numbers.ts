/** Numbers of organisations and of bankgiro accounts: whether they can be one, and how they are written. */

/**
 * The last digit makes the digits' sum even out to ten, when every second one from the right is doubled and counted digit by digit
 * (ISO/IEC 7812-1, annex B; Luhn).
 */
function hasCheckDigit(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

const digitsOf = (text: string): string => text.replace(/[\s\p{Dash}]/gu, "");

/**
 * `212000-0019` for a Swedish organisation number however it was typed, null for what is none: ten digits, the third at least 2, so
 * that it is nobody's personal number, the last a check digit (Skatteverket, SKV 709; lag 1974:174 om identitetsbeteckning för
 * juridiska personer m.fl.).
 */
export function organisationNumber(text: string): string | null {
  const digits = digitsOf(text);
  return /^\d\d[2-9]\d{7}$/.test(digits) && hasCheckDigit(digits) ? `${digits.slice(0, 6)}-${digits.slice(6)}` : null;
}

/**
 * `5050-1055` or `991-2346` for a bankgiro number however it was typed, null for what is none: seven or eight digits, the last a check
 * digit (Bankgirot, "Bankgironummer", modulus 10).
 */
export function bankgiroNumber(text: string): string | null {
  const digits = digitsOf(text);
  return /^\d{7,8}$/.test(digits) && hasCheckDigit(digits) ? `${digits.slice(0, -4)}-${digits.slice(-4)}` : null;
}
