import { expect, it } from '@jest/globals';
import { withoutPersonal } from './personal.js';

it('a draft holds no number of a person, however deep it stands', () => {
  const typed = {
    subject: { kind: 'PERSON', name: '某', citizenNumber: '11010519491231002X', phone: '13800138000' },
    parties: [{ operatorCitizenNumber: '11010519491231002X', operator: '某' }],
    goods: '灯',
    note: null,
  };
  expect(withoutPersonal(typed)).toEqual({
    subject: { kind: 'PERSON', name: '某' },
    parties: [{ operator: '某' }],
    goods: '灯',
    note: null,
  });
});
