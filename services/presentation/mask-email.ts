/** Pure: enough of an address to recognise one's own by, and no more: "a•••@acme.com". */
export const maskEmail = (email: string): string => {
  const at = email.lastIndexOf("@");
  const [first = ""] = email;
  return at <= 0 ? "•••" : `${first}•••${email.slice(at)}`;
};
