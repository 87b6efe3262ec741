/** An amount in minor units as people read it: 1295 is £12.95, and 1295 is ¥1,295; a plain number without a currency. */
export function money({ amount, currency }: { readonly amount: number; readonly currency: string }): string {
  if (!/^[A-Z]{3}$/.test(currency)) return (amount / 100).toFixed(2)
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return format.format(amount / 10 ** format.resolvedOptions().maximumFractionDigits!)
}
