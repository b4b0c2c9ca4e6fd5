/**
 * Makes an element with properties and, where they have one, a role.
 * @param {string} tag @param {Record<string, unknown>} [properties]
 */
function make(tag, properties = {}) {
  const { role, ...rest } = properties;
  const element = Object.assign(document.createElement(tag), rest);
  if (role) element.setAttribute("role", role);
  return element;
}
