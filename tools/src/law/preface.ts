/** What a reader must know before the tables. */
export const PREFACE = `# 规则表 · The law as data

本文件由 \`npm run law\` 从 \`libs/statutes/src/tables/\` 生成，请勿直接修改；\`git log -p libs/statutes/src/tables\` 可见谁在何时改了什么。
This file is generated from \`libs/statutes/src/tables/\` by \`npm run law\`: do not edit it. \`git log -p libs/statutes/src/tables\` shows who changed
what and when.

## 如何阅读 · How to read it

- **期间 Interval**：首日至末日，均含当日；没有末日的为现行。按规则所系之日选择（各表注明），从不按“今天”选择。
  First and last day, both included; without a last day it is in force. A line is chosen by the day it attaches to, named at each table, never
  by today.
- **（始期待核 first day open）**：首日凭记忆，或者来源只写明年、月。The first day is recalled, or the source gives only month or year.
- **确定性 Certainty**：

| 标记 | Tag | 含义 | Meaning |
|---|---|---|---|
| 已核实 | VERIFIED | 已阅规则原文 | read in the text of the rule |
| 二手 | VERIFIED_SECONDARY | 据公开的摘要、译文或代码，未阅原文 | read in a published summary, translation or code |
| 凭记忆 | RECALLED | 未找到来源，使用前须核实；依据它的回答均标为“参考意见” | no text was found: confirm it; every answer that rests on it is marked as advice |
| 设计 | DESIGN | 本系统的方案，不是法律规则 | our own proposal, no rule of law |

- **“以上”“以下”** 包括本数（刑法第99条）。"At least" and "up to" include the figure.
- **“日”**：法律未写明自然日或者工作日的（DAYS），两种读法并存：按较早日期预警，按较晚日期认定逾期。起算日不计入；期限届满日为休息日的，顺延至
  下一工作日；以小时计的不顺延。Where the law does not say which days it means, both readings stand: alarm on the earlier, lateness on the later.
  The first day is not counted; a last day that is no working day moves to the next one; hours never move.

## 如何更正 · How to correct it

凭记忆的规则可以由配置覆盖，不必等待新版本；其他规则只能随版本修改。每条覆盖须写明依据、责任人和理由，服务启动时记入审计，依据它的回答标明
“已覆盖”。A recalled line can be overridden by configuration, without a release; no other line can. An override names its basis, who answers for
it and why; services write it into the audit trail when they start, and answers say that they rest on it.

\`\`\`json
[{ "key": "CRIME216_AMOUNT", "validFrom": "2025-04-26", "figures": { "gain": "100000元" }, "certainty": "VERIFIED",
   "basis": "法释〔2025〕5号第十条", "by": "省局法规处", "reason": "已核对公报原文" }]
\`\`\`

## 待核事项 · Open doubts

1. 法释〔2025〕5号：条号，以及除直接经济损失和罚金倍数以外的全部数额。Its article, and all figures but the direct loss and the multiple of the fine.
2. 公通字〔2016〕16号、高检发释字〔2021〕4号全文（抄送、3日、2个月）。The full text of both (copies, 3 days, 2 months).
3. 国务院令第310号的“日”是自然日还是工作日。Which days Order 310 means.
4. 国家发展改革委令第36号施行后，国知发保字〔2022〕8号的期限和修复规定。Terms and repair of the CNIPA rules after NDRC Order 36.
5. 国家知识产权局令第71号关于查处假冒专利的期限是否仍适用。Whether SIPO Order 71 still governs the limits of counterfeiting cases.
6. 国务院令第809号的期限。The limits of Order 809.
7. 投诉举报处理办法2026年是否已有新规定。Whether the complaint rules have a successor since 2026.
8. 市场监督管理信用修复管理办法2021年的条件，以及2025年“轻微”“严重”两类的期限（比照第36号令）。The conditions of the SAMR repair rules of 2021, and the
   periods of "minor" and "serious" of 2025, taken from Order 36.
9. 2019-12-30 之前检察机关立案监督的期限未收录。Limits of filing supervision before 2019-12-30 are not in the tables.
`;
