/** Enough of an address to recognise one's own by, and no more: "a•••@acme.com". */
export const maskEmail = (email: string): string => {
  const at = email.lastIndexOf("@");
  return at <= 0 ? "•••" : `${email.slice(0, 1)}•••${email.slice(at)}`;
};
