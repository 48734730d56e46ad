/** The six ways that the story plays; the section's heading without its number. */
export const SIX_CASES = `六个案件 · Six cases

\`npm run demo\` 第5步经公开接口逐一办理，每一步打印其依据；[story.md](story.md) 有实际输出。Step 5 of \`npm run demo\` plays each through public interfaces and prints every step with its basis; [story.md](story.md)
shows the output.

1. **立案 · Filed.** 调查结果达到标准，移送自动启动；两名执法人员签署报告，负责人批准，签名请求送达公安系统；回执、立案。自批准起罚款决定被拒绝（第11条）。Findings reach the threshold and the transfer opens by itself; two officers sign,
   the head approves, a signed request delivers it; receipt, filing. From approval on a fine is refused (art. 11).
2. **负责人不批准 · Refused by the head despite a duty.** 有移送义务而负责人不批准：必须写明理由（第5条），决定同时到达人民检察院，案件列入未移送清单；人民检察院提出移送意见（规则第557条），专案组重新开始。The head refuses though a duty was computed:
   only with reasons (art. 5); the refusal reaches the procuratorate in the same commit, and the case stands on its list of what was not transferred; its opinion (rules art. 557) sets the task force to work again.
3. **不予立案 · Not filed.** 提请复议，维持；建议立案监督；要求说明理由、说明理由、通知立案、立案（第8条、第9条；规则第559条至第561条）。移送机关看不到公安机关与人民检察院往来文书的内容。Reconsideration, upheld; supervision suggested; reasons
   demanded and given; filing ordered; filed (arts. 8, 9; rules arts. 559-561). What the two write to each other the agency does not read.
4. **公安机关沉默 · The police stay silent.** 系统已确认收到而无人签收：状态不变，三方看到逾期；移送机关记载逾期未签收，案件进入立案监督（第7条、第17条）。The system acknowledged and nobody signs: the state stays, three sides see the lateness; the agency
   records it, and filing supervision begins (arts. 7, 17).
5. **转回并处罚 · Returned and penalised.** 经主题密封送达，立案，移交物品；公安机关撤销案件（公安部令第159号第186条至第189条），案件转回；此时可以处以罚款（第13条），处理结果反馈后办结。Delivered sealed on a topic, filed, articles handed over; the police drop the
   case (Order 159 arts. 186-189) and it comes back; now a fine may be imposed (art. 13), the result is reported, and it is closed.
6. **未经移送的反向案件 · A reverse case without an earlier transfer.** 人民检察院对他案不起诉后移来，登记来文文号，行政处理并处罚，反馈结果（刑事诉讼法第177条）。It comes from elsewhere after a decision not to prosecute; the letter's number is
   registered, the agency penalises and reports (Criminal Procedure Law art. 177).
`;
