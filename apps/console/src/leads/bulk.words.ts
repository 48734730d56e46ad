import { defineWords } from '../words/words.js';

export const bulkWords = defineWords({
  zh: {
    title: '批量报送线索',
    lead: '每行一条线索（NDJSON，UTF-8）。逐行校验，合格的即报送，不合格的列出原因；同一编号、同一内容重复报送不会产生第二条。',
    file: '文件',
    choose: '选择 NDJSON 文件',
    counts: (accepted: number, repeated: number, rejected: number) =>
      `已报送 ${accepted} 条，此前已报送 ${repeated} 条，未通过 ${rejected} 条`,
    cutOff: '已报送的不会丢失，可从中断处继续。',
    goOn: '继续',
    done: '全部报送完毕',
    doneWithErrors: '报送完毕，下列各行未通过',
    rejected: (n: number) => `未通过的行（${n}）`,
    rejectedFile: '未通过的线索',
    line: '行',
    field: '字段',
    why: '原因',
    saveRows: '导出这些行',
    more: (n: number) => `另有 ${n} 处，请导出查看`,
  },
  en: {
    title: 'Submit many leads',
    lead: 'One lead a line (NDJSON, UTF-8). Each line is checked; good ones are submitted, the others are listed with the reason. The same number with the same content makes no second lead.',
    file: 'File',
    choose: 'Choose an NDJSON file',
    counts: (accepted: number, repeated: number, rejected: number) =>
      `${accepted} submitted, ${repeated} submitted before, ${rejected} refused`,
    cutOff: 'What was submitted is kept; it goes on where it was cut off.',
    goOn: 'Go on',
    done: 'All submitted',
    doneWithErrors: 'Done; these lines were refused',
    rejected: (n: number) => `Refused lines (${n})`,
    rejectedFile: 'refused-leads',
    line: 'Line',
    field: 'Field',
    why: 'Why',
    saveRows: 'Save these lines',
    more: (n: number) => `${n} more; export to see them`,
  },
});
