/** The register of divisions is large: this file is loaded when a name or a form first needs it. */
export { childrenOf, divisionOf, provinces } from '@xianjie/divisions';
