<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="zh_CN">
<context>
    <name>AcknowledgeControl</name>
    <message>
        <source>已确认</source>
        <translation>Confirmed</translation>
    </message>
</context>
<context>
    <name>Action</name>
    <message>
        <source>新建</source>
        <translation>Create</translation>
    </message>
    <message>
        <source>填写</source>
        <translation>Fill in</translation>
    </message>
    <message>
        <source>添加照片</source>
        <translation>Add photos</translation>
    </message>
    <message>
        <source>移除照片</source>
        <translation>Remove photo</translation>
    </message>
    <message>
        <source>解决冲突</source>
        <translation>Settle conflict</translation>
    </message>
    <message>
        <source>提交</source>
        <translation>Submit</translation>
    </message>
    <message>
        <source>撤回</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>退回</source>
        <translation>Return</translation>
    </message>
    <message>
        <source>通过</source>
        <translation>Approve</translation>
    </message>
    <message>
        <source>作废</source>
        <translation>Void</translation>
    </message>
    <message>
        <source>停用</source>
        <translation>Retire</translation>
    </message>
    <message>
        <source>恢复</source>
        <translation>Restore</translation>
    </message>
    <message>
        <source>立案</source>
        <translation>File case</translation>
    </message>
    <message>
        <source>不予立案</source>
        <translation>Decline</translation>
    </message>
    <message>
        <source>派遣</source>
        <translation>Assign</translation>
    </message>
    <message>
        <source>退件</source>
        <translation>Send back</translation>
    </message>
    <message>
        <source>挂起</source>
        <translation>Put on hold</translation>
    </message>
    <message>
        <source>恢复办理</source>
        <translation>Resume</translation>
    </message>
    <message>
        <source>延期</source>
        <translation>Extend</translation>
    </message>
    <message>
        <source>移送</source>
        <translation>Transfer</translation>
    </message>
    <message>
        <source>提级督办</source>
        <translation>Escalate</translation>
    </message>
    <message>
        <source>处置</source>
        <translation>Handle</translation>
    </message>
    <message>
        <source>核查</source>
        <translation>Verify</translation>
    </message>
    <message>
        <source>结案</source>
        <translation>Close case</translation>
    </message>
    <message>
        <source>重新立案</source>
        <translation>Reopen</translation>
    </message>
    <message>
        <source>开工</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>完工</source>
        <translation>Finish</translation>
    </message>
    <message>
        <source>验收</source>
        <translation>Accept</translation>
    </message>
    <message>
        <source>确认</source>
        <translation>Confirm</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Revoke</translation>
    </message>
    <message>
        <source>服务器留痕</source>
        <translation>Server stub</translation>
    </message>
</context>
<context>
    <name>ActionBar</name>
    <message>
        <source>对整条记录的意见（退回时必填一处：这里，或某一项的批注）</source>
        <translation>Remark on the whole record (to return it, write one here or beside a field)</translation>
    </message>
    <message>
        <source>总体意见</source>
        <translation>Overall remark</translation>
    </message>
    <message>
        <source>作废</source>
        <translation>Void</translation>
    </message>
    <message>
        <source>撤回</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>立为案卷</source>
        <translation>Open a case</translation>
    </message>
    <message>
        <source>修改</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>退回</source>
        <translation>Return</translation>
    </message>
    <message>
        <source>通过</source>
        <translation>Approve</translation>
    </message>
    <message>
        <source>已写 {count} 处批注</source>
        <translation>Remarks written: {count}</translation>
    </message>
    <message>
        <source>作废记录</source>
        <translation>Void record</translation>
    </message>
    <message>
        <source>作废的原因（30 天内可从回收站恢复）</source>
        <translation>Reason for voiding (can be restored from the recycle bin for 30 days)</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>AskDialog</name>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>带 * 的内容还没有填写。</source>
        <translation>What is marked * is still missing.</translation>
    </message>
    <message>
        <source>结案条件：{closed}</source>
        <translation>May be closed when: {closed}</translation>
    </message>
    <message>
        <source>意见</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>延长</source>
        <translation>Extend by</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>移送给</source>
        <translation>Transfer to</translation>
    </message>
    <message>
        <source>函件文号</source>
        <translation>Letter number</translation>
    </message>
    <message>
        <source>要求复函日期</source>
        <translation>Reply wanted by</translation>
    </message>
    <message>
        <source>提请</source>
        <translation>Escalate to</translation>
    </message>
    <message>
        <source>整改措施</source>
        <translation>Measures taken</translation>
    </message>
    <message>
        <source>整改后照片（在原址同一角度拍）</source>
        <translation>Photos after mending (same place, same angle)</translation>
    </message>
    <message>
        <source>复核情况</source>
        <translation>What the re-check saw</translation>
    </message>
    <message>
        <source>复核照片</source>
        <translation>Photos of the re-check</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Class</translation>
    </message>
    <message>
        <source>不指定个人</source>
        <translation>Nobody in particular</translation>
    </message>
    <message>
        <source>责任单位</source>
        <translation>Responsible unit</translation>
    </message>
    <message>
        <source>责任人</source>
        <translation>Responsible person</translation>
    </message>
    <message>
        <source>整改时限</source>
        <translation>Time limit</translation>
    </message>
    <message>
        <source>要求</source>
        <translation>Instructions</translation>
    </message>
</context>
<context>
    <name>AssetPage</name>
    <message>
        <source>属性与照片</source>
        <translation>Attributes and photos</translation>
    </message>
    <message>
        <source>巡查与案卷</source>
        <translation>Inspections and cases</translation>
    </message>
    <message>
        <source>开始巡查</source>
        <translation>Inspect</translation>
    </message>
    <message>
        <source>修改属性</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>停用</source>
        <translation>Retire</translation>
    </message>
    <message>
        <source>恢复使用</source>
        <translation>Restore</translation>
    </message>
    <message>
        <source>还没有巡查过</source>
        <translation>Not inspected yet</translation>
    </message>
    <message>
        <source>按“开始巡查”（Ctrl+I）选一张表单。</source>
        <translation>Press “Inspect” (Ctrl+I) and choose a form.</translation>
    </message>
    <message>
        <source>巡查与案卷（{count}）</source>
        <translation>Inspections and cases ({count})</translation>
    </message>
    <message>
        <source>巡查与案卷（{count}，未结案 {open}）</source>
        <translation>Inspections and cases ({count}, {open} open)</translation>
    </message>
    <message>
        <source>停用的原因（历史记录都会保留）：</source>
        <translation>Why it is retired (its history stays):</translation>
    </message>
    <message>
        <source>已{action}，等待发送给服务器。</source>
        <translation>Done: {action}. Waits to be sent to the server.</translation>
    </message>
</context>
<context>
    <name>AssetTable</name>
    <message>
        <source>编码</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>乡镇 / 村</source>
        <translation>Township / village</translation>
    </message>
</context>
<context>
    <name>Assets</name>
    <message>
        <source>日期</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>巡查或案卷</source>
        <translation>Inspection or case</translation>
    </message>
    <message>
        <source>评定</source>
        <translation>Grade</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>经办人</source>
        <translation>By</translation>
    </message>
    <message>
        <source>案卷：{title}</source>
        <translation>Case: {title}</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>乡镇 / 村居</source>
        <translation>Township / village</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Class</translation>
    </message>
    <message>
        <source>更新时间</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>照片</source>
        <translation>Photos</translation>
    </message>
    <message>
        <source>送达</source>
        <translation>Delivery</translation>
    </message>
    <message>
        <source>设施</source>
        <translation>Assets</translation>
    </message>
    <message>
        <source>搜索编号、名称、村居</source>
        <translation>Search code, name, village</translation>
    </message>
    <message>
        <source>还没有设施</source>
        <translation>No assets yet</translation>
    </message>
    <message>
        <source>按“导入表格”取入现有台账，按“新登记”逐个登记，或先同步。</source>
        <translation>Press “Import” to take in a table, “Register” for a single asset, or sync first.</translation>
    </message>
    <message>
        <source>没有符合条件的设施</source>
        <translation>No asset matches</translation>
    </message>
    <message>
        <source>显示全部设施</source>
        <translation>Show all assets</translation>
    </message>
    <message>
        <source>全部类别</source>
        <translation>All kinds</translation>
    </message>
    <message>
        <source>路段</source>
        <translation>Road</translation>
    </message>
    <message>
        <source>摸底原因</source>
        <translation>Reason in the survey</translation>
    </message>
    <message>
        <source>整治前</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>整治后</source>
        <translation>After</translation>
    </message>
    <message>
        <source>销号</source>
        <translation>Struck off</translation>
    </message>
    <message>
        <source>销号日期</source>
        <translation>Struck off on</translation>
    </message>
    <message>
        <source>待整治</source>
        <translation>To be mended</translation>
    </message>
    <message>
        <source>已退回</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>待审核</source>
        <translation>In review</translation>
    </message>
    <message>
        <source>已销号</source>
        <translation>Struck off</translation>
    </message>
    <message>
        <source>缺</source>
        <translation>None</translation>
    </message>
</context>
<context>
    <name>AssetsPage</name>
    <message>
        <source>C 级村路销号</source>
        <translation>C roads</translation>
    </message>
    <message>
        <source>导出</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>导入表格</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>新登记</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>登记{what}</source>
        <translation>Register: {what}</translation>
    </message>
    <message>
        <source>在哪个乡镇：</source>
        <translation>In which township:</translation>
    </message>
    <message>
        <source>导出{what}</source>
        <translation>Export: {what}</translation>
    </message>
    <message>
        <source>已导出到 {path}</source>
        <translation>Exported to {path}</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>知道了</source>
        <translation>Dismiss</translation>
    </message>
</context>
<context>
    <name>BatchDialog</name>
    <message>
        <source>批量通过没有发现问题的记录</source>
        <translation>Approve records without findings together</translation>
    </message>
    <message>
        <source>设施</source>
        <translation>Asset</translation>
    </message>
    <message>
        <source>乡镇</source>
        <translation>Township</translation>
    </message>
    <message>
        <source>巡查时间</source>
        <translation>Inspected</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>将要通过的记录</source>
        <translation>Records to be approved</translation>
    </message>
    <message>
        <source>没有可以批量通过的记录</source>
        <translation>Nothing to approve together</translation>
    </message>
    <message>
        <source>有发现、有备注或曾退回的记录须逐条审核。</source>
        <translation>Records with a finding, a remark or an earlier return are reviewed one by one.</translation>
    </message>
    <message>
        <source>须逐条审核的原因</source>
        <translation>Why it is reviewed by itself</translation>
    </message>
    <message>
        <source>须逐条审核的记录</source>
        <translation>Records to review one by one</translation>
    </message>
    <message>
        <source>通过后可在发送之前整批撤销。</source>
        <translation>The batch can be undone until it is sent.</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>下面 {count} 条没有发现问题</source>
        <translation>These {count} found nothing</translation>
    </message>
    <message>
        <source>另有 {count} 条须逐条审核</source>
        <translation>{count} more are reviewed one by one</translation>
    </message>
    <message>
        <source>通过这 {count} 条</source>
        <translation>Approve these {count}</translation>
    </message>
</context>
<context>
    <name>BinDialog</name>
    <message>
        <source>回收站</source>
        <translation>Recycle bin</translation>
    </message>
    <message>
        <source>丢弃的草稿和作废的记录保留 {days} 天。恢复的记录重新等待审核。</source>
        <translation>Discarded drafts and voided records are kept for {days} days. A restored record waits for review again.</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>设施 / 编号</source>
        <translation>Asset / number</translation>
    </message>
    <message>
        <source>乡镇</source>
        <translation>Township</translation>
    </message>
    <message>
        <source>丢弃时间</source>
        <translation>Thrown away</translation>
    </message>
    <message>
        <source>还剩</source>
        <translation>Left</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>回收站是空的</source>
        <translation>The recycle bin is empty</translation>
    </message>
    <message>
        <source>丢弃的草稿和作废的记录会出现在这里。</source>
        <translation>Discarded drafts and voided records appear here.</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>恢复</source>
        <translation>Restore</translation>
    </message>
    <message>
        <source>草稿</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>作废记录</source>
        <translation>Voided record</translation>
    </message>
    <message>
        <source>{days} 天</source>
        <translation>{days} days</translation>
    </message>
    <message>
        <source>已恢复。</source>
        <translation>Restored.</translation>
    </message>
</context>
<context>
    <name>BridgeDrawing</name>
    <message>
        <source>点选构件记一处病害；也可用方向键移动、回车选定。上方为桥面系，下方为下部结构。</source>
        <translation>Click a member to record damage there; or move with the arrow keys and choose with Enter. The deck is at the top, the substructure at the bottom.</translation>
    </message>
</context>
<context>
    <name>BridgeSchematic</name>
    <message>
        <source>桥梁示意图</source>
        <translation>Drawing of the bridge</translation>
    </message>
    <message>
        <source>{name}：没有病害</source>
        <translation>{name}: no damage</translation>
    </message>
    <message>
        <source>{name}：{count} 处病害</source>
        <translation>{name}: damage recorded: {count}</translation>
    </message>
    <message>
        <source>{name}：{count} 处病害，{score} 分，相当于 {number} 类</source>
        <translation>{name}: damage recorded: {count}, score {score}, equal to class {number}</translation>
    </message>
</context>
<context>
    <name>CalendarView</name>
    <message>
        <source>年份</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>{year} 年</source>
        <translation>{year}</translation>
    </message>
    <message>
        <source>在“项目”里新增类别为“掘路工程”的项目，或填写掘路修复验收表，道路和日期就会排进日历。</source>
        <translation>Enter works of the class “road excavation” under Works, or fill in the acceptance of a restored road: road and dates then appear here.</translation>
    </message>
    <message>
        <source>这一年没有掘路</source>
        <translation>No road is dug up this year</translation>
    </message>
    <message>
        <source>乡镇</source>
        <translation>Township</translation>
    </message>
    <message>
        <source>道路</source>
        <translation>Road</translation>
    </message>
    <message>
        <source>关系</source>
        <translation>Relation</translation>
    </message>
    <message>
        <source>先开挖</source>
        <translation>First</translation>
    </message>
    <message>
        <source>后开挖</source>
        <translation>Second</translation>
    </message>
    <message>
        <source>建议</source>
        <translation>Advice</translation>
    </message>
    <message>
        <source>同路重叠的掘路</source>
        <translation>Overlapping excavations of one road</translation>
    </message>
    <message>
        <source>重叠 {days} 天</source>
        <translation>{days} days overlap</translation>
    </message>
    <message>
        <source>相隔 {days} 天</source>
        <translation>{days} days apart</translation>
    </message>
    <message>
        <source>一次开挖、一次修复</source>
        <translation>Dig and restore once</translation>
    </message>
    <message>
        <source>协商合并实施</source>
        <translation>Agree to join them</translation>
    </message>
    <message>
        <source>{roads} 条道路有掘路，{pairs} 对重叠或相近</source>
        <translation>{roads} roads dug up, {pairs} pairs overlap or nearly</translation>
    </message>
</context>
<context>
    <name>Campaigns</name>
    <message>
        <source>台风</source>
        <translation>Typhoon</translation>
    </message>
    <message>
        <source>汛期</source>
        <translation>Flood season</translation>
    </message>
    <message>
        <source>寒潮冰冻</source>
        <translation>Frost</translation>
    </message>
    <message>
        <source>节日</source>
        <translation>Festival</translation>
    </message>
    <message>
        <source>其他</source>
        <translation>Other</translation>
    </message>
    <message>
        <source>红 · 立即处置</source>
        <translation>Red · act now</translation>
    </message>
    <message>
        <source>黄 · 重点关注</source>
        <translation>Amber · watch</translation>
    </message>
    <message>
        <source>绿 · 正常</source>
        <translation>Green · sound</translation>
    </message>
    <message>
        <source>未查</source>
        <translation>Not seen</translation>
    </message>
</context>
<context>
    <name>CampaignsView</name>
    <message>
        <source>选中设施后按 1 红、2 黄、3 绿；可用 Shift 或 Ctrl 多选。</source>
        <translation>Select assets and press 1 for red, 2 for amber, 3 for green; Shift or Ctrl selects several.</translation>
    </message>
    <message>
        <source>红色设施立案</source>
        <translation>Report red as case</translation>
    </message>
    <message>
        <source>选中一处红色设施，立为案卷（Ctrl+Shift+C）</source>
        <translation>Choose one red asset and report it as a case (Ctrl+Shift+C)</translation>
    </message>
    <message>
        <source>还没有专项行动</source>
        <translation>No campaign yet</translation>
    </message>
    <message>
        <source>台风、汛期、寒潮或节日前，由审核人选定设施类别、乡镇和截止日期；同步后巡查员即可逐处评定。</source>
        <translation>Before a typhoon, flood, frost or festival a supervisor picks kinds of asset, townships and a deadline; after a sync inspectors triage each asset.</translation>
    </message>
    <message>
        <source>红色：{count} 处</source>
        <translation>Red: {count}</translation>
    </message>
    <message>
        <source>有什么问题，要采取什么措施</source>
        <translation>What is wrong and what is to be done</translation>
    </message>
    <message>
        <source>评为红色</source>
        <translation>Give red</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>已上报案卷 {number}，等待发送给服务器。</source>
        <translation>Case {number} was reported and waits to be sent.</translation>
    </message>
    <message>
        <source>专项行动</source>
        <translation>Campaigns</translation>
    </message>
    <message>
        <source>复制汇总</source>
        <translation>Copy tally</translation>
    </message>
    <message>
        <source>新建专项</source>
        <translation>New campaign</translation>
    </message>
    <message>
        <source>设施</source>
        <translation>Asset</translation>
    </message>
    <message>
        <source>乡镇 / 村</source>
        <translation>Township / village</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Class</translation>
    </message>
    <message>
        <source>评定</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>专项行动的设施</source>
        <translation>Assets of the campaign</translation>
    </message>
    <message>
        <source>结束专项</source>
        <translation>Close campaign</translation>
    </message>
    <message>
        <source>重新打开</source>
        <translation>Reopen</translation>
    </message>
    <message>
        <source>进行中</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>已结束</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>{hazard} · {state} · 截止 {deadline} · 已查 {seen} / {total}</source>
        <translation>{hazard} · {state} · by {deadline} · seen {seen} / {total}</translation>
    </message>
    <message>
        <source>事后复查 {begin} 至 {end}，到期自动进入“今日”</source>
        <translation>check afterwards {begin} to {end}, falls due by itself under “Today”</translation>
    </message>
    <message>
        <source>汇总已复制，可以粘贴到消息里。</source>
        <translation>The tally is copied and can be pasted into a message.</translation>
    </message>
</context>
<context>
    <name>CasePage</name>
    <message>
        <source>文书…</source>
        <translation>Letters…</translation>
    </message>
    <message>
        <source>已{action}，等待发送给服务器。</source>
        <translation>Done: {action}. Waits to be sent to the server.</translation>
    </message>
</context>
<context>
    <name>Cases</name>
    <message>
        <source>时限</source>
        <translation>Limit</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>问题整改责任清单 {day}</source>
        <translation>Problems, measures, duties {day}</translation>
    </message>
    <message>
        <source>问题整改责任清单</source>
        <translation>Problems, measures, duties</translation>
    </message>
    <message>
        <source>{moment}，共 {count} 件</source>
        <translation>{moment}, {count} cases</translation>
    </message>
    <message>
        <source>整改前</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>整改后</source>
        <translation>After</translation>
    </message>
    <message>
        <source>还没有照片</source>
        <translation>No photos yet</translation>
    </message>
    <message>
        <source>问题</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>整改措施</source>
        <translation>Measures taken</translation>
    </message>
    <message>
        <source>责任单位</source>
        <translation>Responsible unit</translation>
    </message>
    <message>
        <source>到期</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>处置</source>
        <translation>Mended</translation>
    </message>
    <message>
        <source>复核</source>
        <translation>Re-checked</translation>
    </message>
    <message>
        <source>乡镇</source>
        <translation>Township</translation>
    </message>
    <message>
        <source>上报时间</source>
        <translation>Reported</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>正常</source>
        <translation>In time</translation>
    </message>
    <message>
        <source>临期</source>
        <translation>Due soon</translation>
    </message>
    <message>
        <source>超期</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>日历未知</source>
        <translation>Calendar unknown</translation>
    </message>
    <message>
        <source>一般</source>
        <translation>General</translation>
    </message>
    <message>
        <source>严重</source>
        <translation>Serious</translation>
    </message>
    <message>
        <source>紧急</source>
        <translation>Urgent</translation>
    </message>
    <message>
        <source>个工作日</source>
        <translation>working days</translation>
    </message>
    <message>
        <source>工作小时</source>
        <translation>working hours</translation>
    </message>
    <message>
        <source>小时（连续计时）</source>
        <translation>hours (round the clock)</translation>
    </message>
    <message>
        <source>日（连续计时）</source>
        <translation>days (round the clock)</translation>
    </message>
    <message>
        <source>个自然日</source>
        <translation>calendar days</translation>
    </message>
    <message>
        <source>{year} 年的工作日安排还不知道</source>
        <translation>The working days of {year} are not known yet</translation>
    </message>
    <message>
        <source>{count} 天</source>
        <translation>{count} days</translation>
    </message>
    <message>
        <source>{count} 小时</source>
        <translation>{count} hours</translation>
    </message>
    <message>
        <source>还剩 {span}</source>
        <translation>{span} left</translation>
    </message>
    <message>
        <source>已超 {span}</source>
        <translation>{span} late</translation>
    </message>
</context>
<context>
    <name>CasesView</name>
    <message>
        <source>案卷</source>
        <translation>Cases</translation>
    </message>
    <message>
        <source>打印清单</source>
        <translation>Print the lists</translation>
    </message>
    <message>
        <source>三张清单合为一份，附整改前后照片（Ctrl+P）</source>
        <translation>The three lists as one document with photos before and after (Ctrl+P)</translation>
    </message>
    <message>
        <source>导出三张清单</source>
        <translation>Export the three lists</translation>
    </message>
    <message>
        <source>没有案卷</source>
        <translation>No cases</translation>
    </message>
    <message>
        <source>按编号、问题、地点搜索</source>
        <translation>Search number, problem, place</translation>
    </message>
    <message>
        <source>全部状态</source>
        <translation>All states</translation>
    </message>
    <message>
        <source>按状态筛选</source>
        <translation>Filter by state</translation>
    </message>
    <message>
        <source>未办结</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>按乡镇筛选</source>
        <translation>Filter by township</translation>
    </message>
    <message>
        <source>全部乡镇</source>
        <translation>All townships</translation>
    </message>
    <message>
        <source>按类别筛选</source>
        <translation>Filter by subject</translation>
    </message>
    <message>
        <source>全部类别</source>
        <translation>All subjects</translation>
    </message>
    <message>
        <source>按责任单位筛选</source>
        <translation>Filter by unit</translation>
    </message>
    <message>
        <source>全部单位</source>
        <translation>All units</translation>
    </message>
    <message>
        <source>近 {count} 天</source>
        <translation>Last {count} days</translation>
    </message>
    <message>
        <source>按上报时间筛选</source>
        <translation>Filter by report time</translation>
    </message>
    <message>
        <source>全部时间</source>
        <translation>Any time</translation>
    </message>
    <message>
        <source>问题整改责任清单</source>
        <translation>Problems, measures, duties</translation>
    </message>
    <message>
        <source>Excel 工作簿 (*.xlsx)</source>
        <translation>Excel workbook (*.xlsx)</translation>
    </message>
    <message>
        <source>共 {count} 件</source>
        <translation>{count} cases</translation>
    </message>
    <message>
        <source>显示前 {most} 件，其余请用筛选或搜索查找</source>
        <translation>The first {most} are shown; filter or search for the rest</translation>
    </message>
    <message>
        <source>没有符合条件的案卷</source>
        <translation>No case matches</translation>
    </message>
    <message>
        <source>换个词搜索，或去掉筛选条件。</source>
        <translation>Search for another word or drop the filters.</translation>
    </message>
    <message>
        <source>显示未办结案卷</source>
        <translation>Show open cases</translation>
    </message>
    <message>
        <source>没有未办结的案卷</source>
        <translation>No open cases</translation>
    </message>
    <message>
        <source>打开一条巡查记录，点“立为案卷”，问题就会出现在这里。</source>
        <translation>Open an inspection record and press “Open a case”; its problem appears here.</translation>
    </message>
    <message>
        <source>已把 {count} 件案卷导出到“{file}”。</source>
        <translation>{count} cases were exported to “{file}”.</translation>
    </message>
</context>
<context>
    <name>ChangesCard</name>
    <message>
        <source>上次审核之后的改动</source>
        <translation>Changed since the last review</translation>
    </message>
    <message>
        <source>内容没有改动。</source>
        <translation>Nothing was changed.</translation>
    </message>
    <message>
        <source>新增</source>
        <translation>Added</translation>
    </message>
    <message>
        <source>已移除</source>
        <translation>Removed</translation>
    </message>
    <message>
        <source>顺序有变</source>
        <translation>Order changed</translation>
    </message>
    <message>
        <source>照片的改动</source>
        <translation>Changes to photos</translation>
    </message>
</context>
<context>
    <name>ChooserView</name>
    <message>
        <source>新建巡查</source>
        <translation>New inspection</translation>
    </message>
    <message>
        <source>先选表单，再选设施，按回车开始填写</source>
        <translation>Choose a form, then an asset; Enter begins</translation>
    </message>
    <message>
        <source>一、选表单</source>
        <translation>1. Form</translation>
    </message>
    <message>
        <source>二、选设施</source>
        <translation>2. Asset</translation>
    </message>
    <message>
        <source>搜索名称、编码、村名</source>
        <translation>Search name, code, village</translation>
    </message>
    <message>
        <source>正在查找设施</source>
        <translation>Looking up assets</translation>
    </message>
    <message>
        <source>表单</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>设施</source>
        <translation>Asset</translation>
    </message>
    <message>
        <source>没有找到设施</source>
        <translation>No asset found</translation>
    </message>
    <message>
        <source>名录里没有？选择乡镇后直接填写：</source>
        <translation>Not in the list? Choose a township and begin:</translation>
    </message>
    <message>
        <source>不选设施时的乡镇</source>
        <translation>Township without an asset</translation>
    </message>
    <message>
        <source>不选设施，开始填写</source>
        <translation>Begin without an asset</translation>
    </message>
    <message>
        <source>没有找到“{text}”</source>
        <translation>Nothing found for “{text}”</translation>
    </message>
    <message>
        <source>换个名称、编码或村名试试。</source>
        <translation>Try another name, code or village.</translation>
    </message>
    <message>
        <source>名录里还没有这类设施</source>
        <translation>No assets of this kind are listed yet</translation>
    </message>
    <message>
        <source>请先同步取回名录，或在下面选择乡镇后直接填写。</source>
        <translation>Sync to fetch the list, or choose a township below and begin.</translation>
    </message>
</context>
<context>
    <name>ClassField</name>
    <message>
        <source>其他（不在分类表里）</source>
        <translation>Other (not in the table of classes)</translation>
    </message>
    <message>
        <source>立案：{opened}。结案：{closed}。时限：{limit}（他市标准，本区未核对，可改）</source>
        <translation>Opened if: {opened}. Closed if: {closed}. Limit: {limit} (another city&apos;s standard, not checked for the district; can be changed)</translation>
    </message>
</context>
<context>
    <name>CodeControl</name>
    <message>
        <source>从照片识别</source>
        <translation>Read from a photo</translation>
    </message>
    <message>
        <source>照片里没有找到条码，请拍近些或手工输入</source>
        <translation>No barcode was found in the photo; take it from nearer or type the code</translation>
    </message>
    <message>
        <source>已识别</source>
        <translation>Read</translation>
    </message>
    <message>
        <source>找到 {count} 个，已取第一个</source>
        <translation>{count} found; the first one is used</translation>
    </message>
    <message>
        <source>选择有条码的照片</source>
        <translation>Choose a photo with a barcode</translation>
    </message>
    <message>
        <source>照片和所有文件 (*)</source>
        <translation>Photos and all files (*)</translation>
    </message>
    <message>
        <source>正在识别…</source>
        <translation>Reading…</translation>
    </message>
</context>
<context>
    <name>ConflictsView</name>
    <message>
        <source>两边都改了的内容</source>
        <translation>Changed on both sides</translation>
    </message>
    <message>
        <source>没有需要选定的内容</source>
        <translation>Nothing to decide</translation>
    </message>
    <message>
        <source>两人在互不知道的时候改了同一处，会并排列在这里，两边都不会丢。</source>
        <translation>Where two people changed the same thing without knowing of each other, both versions stand here side by side; neither is lost.</translation>
    </message>
    <message>
        <source>{count} 处，在 {records} 条记录中。选定的结果会签名、上传，另一边的值留在历史里。</source>
        <translation>{count} in {records} records. What you choose is signed and sent; the other value stays in the history.</translation>
    </message>
</context>
<context>
    <name>Crash</name>
    <message>
        <source>程序出了错，刚才的一步可能没有完成；已保存的内容不受影响。请重新打开程序，并把报告交给管理员：{path}</source>
        <translation>The program failed and the last step may not have completed; what was saved is unharmed. Open the program again and give this report to your administrator: {path}</translation>
    </message>
    <message>
        <source>瀛巡</source>
        <translation>Yingxun</translation>
    </message>
</context>
<context>
    <name>DayField</name>
    <message>
        <source>年</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>年-月</source>
        <translation>Year-month</translation>
    </message>
    <message>
        <source>年-月-日</source>
        <translation>Year-month-day</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>日历</source>
        <translation>Calendar</translation>
    </message>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
</context>
<context>
    <name>DeliveryCard</name>
    <message>
        <source>送达</source>
        <translation>Delivery</translation>
    </message>
    <message>
        <source>已送达</source>
        <translation>Delivered</translation>
    </message>
    <message>
        <source>未送达</source>
        <translation>Not delivered</translation>
    </message>
    <message>
        <source>条目 {entries} 项，照片 {photos} 张</source>
        <translation>Entries: {entries}, photos: {photos}</translation>
    </message>
</context>
<context>
    <name>Diagnosis</name>
    <message>
        <source>文件不存在，可能已被移走；请重新选择</source>
        <translation>The file is gone, perhaps moved; choose it again</translation>
    </message>
    <message>
        <source>这不是文件；请选择照片文件</source>
        <translation>This is not a file; choose a photo</translation>
    </message>
    <message>
        <source>文件读不出来；请检查权限或存储卡</source>
        <translation>The file cannot be read; check its permissions or the memory card</translation>
    </message>
    <message>
        <source>文件是空的；请从相机或手机重新拷贝</source>
        <translation>The file is empty; copy it from the camera or phone again</translation>
    </message>
    <message>
        <source>文件过大；请用普通照片，不要用视频或原始底片</source>
        <translation>The file is too large; use an ordinary photo, not a video or raw file</translation>
    </message>
    <message>
        <source>这不是照片；请选择 JPEG 或 HEIC 等照片文件</source>
        <translation>This is not a photo; choose a JPEG, HEIC or similar file</translation>
    </message>
    <message>
        <source>照片不完整；请从相机或手机重新拷贝</source>
        <translation>The photo is incomplete; copy it from the camera or phone again</translation>
    </message>
    <message>
        <source>画面已损坏；请从相机或手机重新拷贝</source>
        <translation>The picture is damaged; copy it from the camera or phone again</translation>
    </message>
    <message>
        <source>像素过多，无法显示；请调低相机的分辨率</source>
        <translation>Too many pixels to show; lower the camera&apos;s resolution</translation>
    </message>
    <message>
        <source>照片解码超时；请换一张照片</source>
        <translation>Reading the photo took too long; use another one</translation>
    </message>
    <message>
        <source>没有拍摄信息；请使用相机原图，不要用聊天软件转发的图片</source>
        <translation>No camera data; use the original file, not one forwarded by a chat program</translation>
    </message>
    <message>
        <source>拍摄信息已损坏；请从相机或手机重新拷贝</source>
        <translation>The camera data are damaged; copy the file from the camera or phone again</translation>
    </message>
    <message>
        <source>没有位置；请在相机设置中打开定位</source>
        <translation>No position; turn on location in the camera&apos;s settings</translation>
    </message>
    <message>
        <source>位置为零；相机拍摄时还没有定到位</source>
        <translation>The position is zero; the camera had no fix yet</translation>
    </message>
    <message>
        <source>位置写得不对，无法读取</source>
        <translation>The position is malformed and cannot be read</translation>
    </message>
    <message>
        <source>位置超出经纬度范围</source>
        <translation>The position is outside the range of degrees</translation>
    </message>
    <message>
        <source>位置所用的坐标系不明</source>
        <translation>The position&apos;s datum is not known</translation>
    </message>
    <message>
        <source>位置不在崇明区内；请核对是否选对照片</source>
        <translation>The position is outside Chongming; check that this is the right photo</translation>
    </message>
    <message>
        <source>没有拍摄时间</source>
        <translation>No time of taking</translation>
    </message>
    <message>
        <source>拍摄时间写得不对，无法读取</source>
        <translation>The time of taking is malformed and cannot be read</translation>
    </message>
    <message>
        <source>只有修改时间，没有拍摄时间</source>
        <translation>Only a time of change, none of taking</translation>
    </message>
    <message>
        <source>拍摄时间没有时区，按北京时间理解</source>
        <translation>The time has no zone; Beijing time is assumed</translation>
    </message>
    <message>
        <source>拍摄时间晚于现在；请核对相机的时钟</source>
        <translation>The photo was taken in the future; check the camera&apos;s clock</translation>
    </message>
</context>
<context>
    <name>DoorView</name>
    <message>
        <source>瀛巡 · 登录</source>
        <translation>Yingxun · Sign in</translation>
    </message>
    <message>
        <source>瀛巡</source>
        <translation>Yingxun</translation>
    </message>
    <message>
        <source>崇明区乡镇巡查 · 没有网络也能用</source>
        <translation>Township inspection, Chongming district · works without a network</translation>
    </message>
    <message>
        <source>正在打开</source>
        <translation>Opening</translation>
    </message>
    <message>
        <source>登录</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>不需要网络。</source>
        <translation>No network needed.</translation>
    </message>
    <message>
        <source>账号</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>密码</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>在这台电脑上登记另一个人</source>
        <translation>Enrol another person on this computer</translation>
    </message>
    <message>
        <source>登记这台电脑</source>
        <translation>Enrol this computer</translation>
    </message>
    <message>
        <source>第一次使用需要登记一次，之后没有网络也能登录。密码与服务器账号相同。</source>
        <translation>Enrol once; from then on you can sign in without a network. The password is that of your account at the server.</translation>
    </message>
    <message>
        <source>服务器地址</source>
        <translation>Server address</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Enrol</translation>
    </message>
    <message>
        <source>没有网络？用登记文件</source>
        <translation>No network? Use an enrolment file</translation>
    </message>
    <message>
        <source>返回登录</source>
        <translation>Back to signing in</translation>
    </message>
    <message>
        <source>用登记文件登记</source>
        <translation>Enrol from a file</translation>
    </message>
    <message>
        <source>向管理员索取登记文件和口令；用完请删除该文件。</source>
        <translation>Ask your administrator for the file and its passphrase; delete the file after use.</translation>
    </message>
    <message>
        <source>选择文件…</source>
        <translation>Choose file…</translation>
    </message>
    <message>
        <source>登记文件</source>
        <translation>Enrolment file</translation>
    </message>
    <message>
        <source>登记口令（首次联网前也用它登录）</source>
        <translation>Passphrase (also signs you in until first online)</translation>
    </message>
    <message>
        <source>改用网络登记</source>
        <translation>Enrol by network instead</translation>
    </message>
    <message>
        <source>选择登记文件</source>
        <translation>Choose an enrolment file</translation>
    </message>
</context>
<context>
    <name>Drawing</name>
    <message>
        <source>示意图</source>
        <translation>Drawing</translation>
    </message>
</context>
<context>
    <name>DrawingWindow</name>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>重做</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>全部擦除</source>
        <translation>Erase everything</translation>
    </message>
    <message>
        <source>画笔</source>
        <translation>Pen</translation>
    </message>
    <message>
        <source>箭头</source>
        <translation>Arrow</translation>
    </message>
    <message>
        <source>方框</source>
        <translation>Box</translation>
    </message>
    <message>
        <source>红色</source>
        <translation>Red</translation>
    </message>
    <message>
        <source>黄色</source>
        <translation>Yellow</translation>
    </message>
    <message>
        <source>蓝色</source>
        <translation>Blue</translation>
    </message>
    <message>
        <source>黑色</source>
        <translation>Black</translation>
    </message>
    <message>
        <source>白色</source>
        <translation>White</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
</context>
<context>
    <name>DueTable</name>
    <message>
        <source>期限</source>
        <translation>Deadline</translation>
    </message>
    <message>
        <source>设施</source>
        <translation>Asset</translation>
    </message>
    <message>
        <source>乡镇 / 村</source>
        <translation>Township / village</translation>
    </message>
    <message>
        <source>检查类型</source>
        <translation>Kind of check</translation>
    </message>
    <message>
        <source>应完成日</source>
        <translation>Due on</translation>
    </message>
    <message>
        <source>开始检查 ›</source>
        <translation>Begin check ›</translation>
    </message>
    <message>
        <source>依据：{source}</source>
        <translation>By: {source}</translation>
    </message>
    <message>
        <source>频次未经核对，为暂定值</source>
        <translation>How often is a default that no source confirms</translation>
    </message>
    <message>
        <source>该年节假日未知，未顺延</source>
        <translation>Holidays of that year are not known; not moved</translation>
    </message>
    <message>
        <source>逾期 {days} 天</source>
        <translation>{days} d overdue</translation>
    </message>
    <message>
        <source>尚无记录</source>
        <translation>Never done</translation>
    </message>
    <message>
        <source>本周到期</source>
        <translation>Due this week</translation>
    </message>
</context>
<context>
    <name>Evidence</name>
    <message>
        <source>“{name}”已经在这条记录里，没有重复添加。</source>
        <translation>“{name}” is in this record already and was not added again.</translation>
    </message>
</context>
<context>
    <name>FactsCard</name>
    <message>
        <source>情况</source>
        <translation>What it is about</translation>
    </message>
    <message>
        <source>查看来源记录</source>
        <translation>Open the record it came from</translation>
    </message>
    <message>
        <source>查看设施 {name}</source>
        <translation>Open asset {name}</translation>
    </message>
    <message>
        <source>问题</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>位置</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Class</translation>
    </message>
    <message>
        <source>立案条件</source>
        <translation>Opened if</translation>
    </message>
    <message>
        <source>结案条件</source>
        <translation>Closed if</translation>
    </message>
    <message>
        <source>程度</source>
        <translation>Severity</translation>
    </message>
    <message>
        <source>数量</source>
        <translation>Quantity</translation>
    </message>
    <message>
        <source>估算费用</source>
        <translation>Estimated cost</translation>
    </message>
    <message>
        <source>{cost} 元</source>
        <translation>{cost} yuan</translation>
    </message>
    <message>
        <source>责任单位</source>
        <translation>Responsible unit</translation>
    </message>
    <message>
        <source>时限</source>
        <translation>Limit</translation>
    </message>
    <message>
        <source>到期</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>工单号</source>
        <translation>Order number</translation>
    </message>
</context>
<context>
    <name>FactsPanel</name>
    <message>
        <source>照片信息</source>
        <translation>Photo details</translation>
    </message>
    <message>
        <source>不明</source>
        <translation>Not known</translation>
    </message>
    <message>
        <source>文件名</source>
        <translation>File name</translation>
    </message>
    <message>
        <source>大小</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>拍摄时间</source>
        <translation>Taken at</translation>
    </message>
    <message>
        <source>相机</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>像素</source>
        <translation>Pixels</translation>
    </message>
    <message>
        <source>拍摄方向</source>
        <translation>Direction</translation>
    </message>
    <message>
        <source>文件指纹（SHA-256）</source>
        <translation>Fingerprint (SHA-256)</translation>
    </message>
    <message>
        <source>位置</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>位置来源</source>
        <translation>Source of position</translation>
    </message>
    <message>
        <source>定位精度</source>
        <translation>Accuracy</translation>
    </message>
    <message>
        <source>距设施</source>
        <translation>From the asset</translation>
    </message>
</context>
<context>
    <name>FieldRow</name>
    <message>
        <source>写下这一项要怎样改正</source>
        <translation>Write what is to be corrected here</translation>
    </message>
    <message>
        <source>{label} 的退回意见</source>
        <translation>Remark on {label}</translation>
    </message>
    <message>
        <source>新增</source>
        <translation>Added</translation>
    </message>
    <message>
        <source>已改</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>两人同时填写，内容不同</source>
        <translation>Two people answered differently at the same time</translation>
    </message>
    <message>
        <source>采用“{value}”</source>
        <translation>Use “{value}”</translation>
    </message>
    <message>
        <source>{author}：{text}</source>
        <translation>{author}: {text}</translation>
    </message>
    <message>
        <source>批注</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>批注 {label}</source>
        <translation>Remark on {label}</translation>
    </message>
</context>
<context>
    <name>FigureDialog</name>
    <message>
        <source>更正指标</source>
        <translation>Correct a figure</translation>
    </message>
    <message>
        <source>上报指标</source>
        <translation>Report a figure</translation>
    </message>
    <message>
        <source>2025、2025-Q3 或 2025-09</source>
        <translation>2025, 2025-Q3 or 2025-09</translation>
    </message>
    <message>
        <source>只在比例类目标、且数值填的是个数时填写</source>
        <translation>Only for shares, where the number is a count</translation>
    </message>
    <message>
        <source>文件、台账或监测报告的名称</source>
        <translation>Name of the document, ledger or report</translation>
    </message>
    <message>
        <source>目标</source>
        <translation>Target</translation>
    </message>
    <message>
        <source>范围</source>
        <translation>Area</translation>
    </message>
    <message>
        <source>期间</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>数值</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>总数</source>
        <translation>Of</translation>
    </message>
    <message>
        <source>牵头单位</source>
        <translation>Lead unit</translation>
    </message>
    <message>
        <source>依据</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>提交后由另一人确认才计入进度。</source>
        <translation>It counts once another person has confirmed it.</translation>
    </message>
    <message>
        <source>提交</source>
        <translation>Submit</translation>
    </message>
</context>
<context>
    <name>FiguresModel</name>
    <message>
        <source>指标：新增 {created}，更新 {updated}，未变 {unchanged}，未导入 {refused}</source>
        <translation>Figures: {created} new, {updated} updated, {unchanged} unchanged, {refused} not imported</translation>
    </message>
</context>
<context>
    <name>FiguresView</name>
    <message>
        <source>还没有上报的指标</source>
        <translation>No figures reported yet</translation>
    </message>
    <message>
        <source>没有记录可算的目标由牵头单位按年、季或月上报，另一人确认后计入进度。</source>
        <translation>Targets that no records can compute are reported by their lead unit for a year, quarter or month, and count once another person confirms them.</translation>
    </message>
    <message>
        <source>上报指标</source>
        <translation>Report a figure</translation>
    </message>
    <message>
        <source>确认</source>
        <translation>Confirm</translation>
    </message>
    <message>
        <source>退回</source>
        <translation>Return</translation>
    </message>
    <message>
        <source>更正后重报</source>
        <translation>Correct and report again</translation>
    </message>
    <message>
        <source>导入历年指标</source>
        <translation>Import past figures</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>目标</source>
        <translation>Target</translation>
    </message>
    <message>
        <source>期间</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>数值</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>总数</source>
        <translation>Of</translation>
    </message>
    <message>
        <source>范围</source>
        <translation>Area</translation>
    </message>
    <message>
        <source>牵头单位</source>
        <translation>Lead unit</translation>
    </message>
    <message>
        <source>依据</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>标记</source>
        <translation>Mark</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Imported</translation>
    </message>
    <message>
        <source>需要改什么</source>
        <translation>What is to be corrected</translation>
    </message>
</context>
<context>
    <name>FileField</name>
    <message>
        <source>也可以把文件拖到这里</source>
        <translation>Or drop files here</translation>
    </message>
    <message>
        <source>所有文件 (*)</source>
        <translation>All files (*)</translation>
    </message>
    <message>
        <source>添加录音</source>
        <translation>Add recording</translation>
    </message>
    <message>
        <source>录音 (*.mp3 *.m4a *.amr *.wav *.ogg *.opus *.aac *.flac *.wma)</source>
        <translation>Recordings (*.mp3 *.m4a *.amr *.wav *.ogg *.opus *.aac *.flac *.wma)</translation>
    </message>
    <message>
        <source>添加视频</source>
        <translation>Add video</translation>
    </message>
    <message>
        <source>视频 (*.mp4 *.mov *.3gp *.avi *.mkv *.webm *.m4v *.wmv)</source>
        <translation>Videos (*.mp4 *.mov *.3gp *.avi *.mkv *.webm *.m4v *.wmv)</translation>
    </message>
    <message>
        <source>添加文件</source>
        <translation>Add file</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>打开 {name}</source>
        <translation>Open {name}</translation>
    </message>
    <message>
        <source>移除 {name}</source>
        <translation>Remove {name}</translation>
    </message>
</context>
<context>
    <name>FindView</name>
    <message>
        <source>找设施</source>
        <translation>Find an asset</translation>
    </message>
    <message>
        <source>拼音首字母、名称、别名、编号末几位、村名</source>
        <translation>Pinyin initials, name, alias, end of the code, village</translation>
    </message>
    <message>
        <source>找到的设施</source>
        <translation>Assets found</translation>
    </message>
    <message>
        <source>回车打开第一个，Alt+数字打开对应的一个</source>
        <translation>Enter opens the first, Alt+number the one beside it</translation>
    </message>
    <message>
        <source>用照片找</source>
        <translation>Find by photo</translation>
    </message>
    <message>
        <source>识别照片上的二维码标签；没有标签时找拍摄位置附近的设施</source>
        <translation>Reads the QR label on a photo; without one, finds what is near where it was taken</translation>
    </message>
    <message>
        <source>没有找到。换拼音首字母、编号末几位或村名试试。</source>
        <translation>Nothing found. Try pinyin initials, the end of the code, or the village.</translation>
    </message>
    <message>
        <source>最近检查过的</source>
        <translation>Inspected last</translation>
    </message>
    <message>
        <source>{distance} 米</source>
        <translation>{distance} m</translation>
    </message>
    <message>
        <source>上次 {day}</source>
        <translation>last {day}</translation>
    </message>
</context>
<context>
    <name>GradeCard</name>
    <message>
        <source>评定</source>
        <translation>Grade</translation>
    </message>
    <message>
        <source>两人同时修改，评定不同</source>
        <translation>Two people changed it at the same time; the grades differ</translation>
    </message>
    <message>
        <source>计算书</source>
        <translation>Calculation</translation>
    </message>
    <message>
        <source>按现在的内容重新评定</source>
        <translation>Grade anew by the present content</translation>
    </message>
</context>
<context>
    <name>GradeLines</name>
    <message>
        <source>未评定</source>
        <translation>Not graded</translation>
    </message>
    <message>
        <source>· {text}</source>
        <translation>· {text}</translation>
    </message>
    <message>
        <source>依据 {standard}</source>
        <translation>By {standard}</translation>
    </message>
    <message>
        <source>先填写：{names}</source>
        <translation>Fill in first: {names}</translation>
    </message>
    <message>
        <source>假定：{text}</source>
        <translation>Assumed: {text}</translation>
    </message>
    <message>
        <source>缺省规则，可修改</source>
        <translation>Default rule, may be changed</translation>
    </message>
    <message>
        <source>暂行</source>
        <translation>Provisional</translation>
    </message>
    <message>
        <source>含未核对原文的数值</source>
        <translation>Holds numbers not checked against the printed text</translation>
    </message>
    <message>
        <source>缺少 {count} 项</source>
        <translation>Missing: {count}</translation>
    </message>
</context>
<context>
    <name>GradePanel</name>
    <message>
        <source>评定</source>
        <translation>Grade</translation>
    </message>
</context>
<context>
    <name>Grades</name>
    <message>
        <source>没有病害</source>
        <translation>No damage</translation>
    </message>
    <message>
        <source>1 类</source>
        <translation>Class 1</translation>
    </message>
    <message>
        <source>2 类</source>
        <translation>Class 2</translation>
    </message>
    <message>
        <source>3 类</source>
        <translation>Class 3</translation>
    </message>
    <message>
        <source>4、5 类</source>
        <translation>Classes 4 and 5</translation>
    </message>
    <message>
        <source>{label}：{answer}（检查人填写，与上面的计算并列）</source>
        <translation>{label}: {answer} (by the inspector, beside the calculation above)</translation>
    </message>
    <message>
        <source>{label}：{answer}（外来结论，原样保留，与上面的计算并列）</source>
        <translation>{label}: {answer} (from outside, kept as it is beside the calculation above)</translation>
    </message>
    <message>
        <source>提交时没有评定，这是按现在的数据表算的。</source>
        <translation>It was not graded when it was submitted; this is by the present tables.</translation>
    </message>
    <message>
        <source>评定过程前后不符，可能被改动过；请重新评定。</source>
        <translation>The steps of the grade do not agree and may have been altered; grade anew.</translation>
    </message>
    <message>
        <source>评定与现在的内容不符：提交后内容又有改动。请重新评定。</source>
        <translation>The grade does not fit the present content, which was changed after submission; grade anew.</translation>
    </message>
    <message>
        <source>农村公路路况</source>
        <translation>Condition of rural roads</translation>
    </message>
    <message>
        <source>农村公路路况（暂行）</source>
        <translation>Condition of rural roads (provisional)</translation>
    </message>
    <message>
        <source>村路分级</source>
        <translation>Grades of village roads</translation>
    </message>
    <message>
        <source>桥梁技术状况</source>
        <translation>Technical condition of bridges</translation>
    </message>
    <message>
        <source>公路技术状况</source>
        <translation>Highway condition</translation>
    </message>
    <message>
        <source>排水管道</source>
        <translation>Sewers</translation>
    </message>
    <message>
        <source>检查评分</source>
        <translation>Score</translation>
    </message>
</context>
<context>
    <name>Guidance</name>
    <message>
        <source>填写说明</source>
        <translation>How to fill this in</translation>
    </message>
</context>
<context>
    <name>HandoverPage</name>
    <message>
        <source>交接</source>
        <translation>Handover</translation>
    </message>
    <message>
        <source>对方接收后双方都有签名；接收之前可以取回</source>
        <translation>Both have signed once the other accepts; until then it can be taken back</translation>
    </message>
    <message>
        <source>正在读取</source>
        <translation>Reading</translation>
    </message>
    <message>
        <source>交出</source>
        <translation>Hand over</translation>
    </message>
    <message>
        <source>交给谁</source>
        <translation>To whom</translation>
    </message>
    <message>
        <source>设施，按村（到期日随设施一起交接）</source>
        <translation>Assets by village (their due dates go with them)</translation>
    </message>
    <message>
        <source>要交接设施的村</source>
        <translation>Villages whose assets are handed over</translation>
    </message>
    <message>
        <source>说明，例如：休假至月底</source>
        <translation>Note, for example: on leave until the end of the month</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>签名交出</source>
        <translation>Sign and hand over</translation>
    </message>
    <message>
        <source>草稿 {count} 份（内容和照片随交接走，本机不再保留）</source>
        <translation>{count} drafts (content and photos go with it, and are kept here no more)</translation>
    </message>
    <message>
        <source>退回待订正 {count} 条</source>
        <translation>{count} returned records</translation>
    </message>
    <message>
        <source>{where}（{count} 处）</source>
        <translation>{where} ({count})</translation>
    </message>
    <message>
        <source>我交给 {person}</source>
        <translation>From me to {person}</translation>
    </message>
    <message>
        <source>{person} 交给我</source>
        <translation>From {person} to me</translation>
    </message>
    <message>
        <source>对方未接收</source>
        <translation>Declined</translation>
    </message>
    <message>
        <source>待接收</source>
        <translation>To be accepted</translation>
    </message>
    <message>
        <source>设施 {assets} 处 · 草稿 {drafts} 份 · 退回 {returned} 条</source>
        <translation>{assets} assets · {drafts} drafts · {returned} returned</translation>
    </message>
    <message>
        <source>取回</source>
        <translation>Take back</translation>
    </message>
    <message>
        <source>不接收</source>
        <translation>Decline</translation>
    </message>
    <message>
        <source>签名接收</source>
        <translation>Sign and accept</translation>
    </message>
</context>
<context>
    <name>HistoryCard</name>
    <message>
        <source>经过</source>
        <translation>History</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>导入工单：{file}</source>
        <translation>Import orders: {file}</translation>
    </message>
    <message>
        <source>各列的含义…</source>
        <translation>Columns…</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>工单编号</source>
        <translation>Order number</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>乡镇</source>
        <translation>Township</translation>
    </message>
    <message>
        <source>处理方式</source>
        <translation>What is done</translation>
    </message>
    <message>
        <source>文件中的工单</source>
        <translation>Orders in the file</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>各列的含义（选定后会记住，下次同样的表不用再选）</source>
        <translation>What the columns mean (remembered for tables of the same layout)</translation>
    </message>
    <message>
        <source>（暂不导入）</source>
        <translation>(not imported)</translation>
    </message>
    <message>
        <source>看不出乡镇的工单归到</source>
        <translation>Orders without a township go to</translation>
    </message>
    <message>
        <source>，{count} 条等待决定</source>
        <translation>, {count} wait for a decision</translation>
    </message>
    <message>
        <source>共 {count} 行</source>
        <translation>{count} rows</translation>
    </message>
    <message>
        <source>导入 {count} 条</source>
        <translation>Import {count}</translation>
    </message>
    <message>
        <source>更新原有工单</source>
        <translation>Update the order</translation>
    </message>
    <message>
        <source>不重复导入</source>
        <translation>Not imported again</translation>
    </message>
    <message>
        <source>请在下方选择</source>
        <translation>Choose below</translation>
    </message>
    <message>
        <source>新开案卷</source>
        <translation>Open a new case</translation>
    </message>
    <message>
        <source>工单 {number} 可能与下列内容有关，请选择：</source>
        <translation>Order {number} may be about one of these; choose:</translation>
    </message>
    <message>
        <source>都不是，新开案卷</source>
        <translation>None of them; open a new case</translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message>
        <source>导入设施表格</source>
        <translation>Import a table of assets</translation>
    </message>
    <message>
        <source>正在导入</source>
        <translation>Importing</translation>
    </message>
    <message>
        <source>选择一个表格</source>
        <translation>Choose a table</translation>
    </message>
    <message>
        <source>选择文件…</source>
        <translation>Choose a file…</translation>
    </message>
    <message>
        <source>选择文件</source>
        <translation>Choose a file</translation>
    </message>
    <message>
        <source>表格（{types}）</source>
        <translation>Tables ({types})</translation>
    </message>
    <message>
        <source>这是什么设施的表格：</source>
        <translation>Assets of this table:</translation>
    </message>
    <message>
        <source>设施类别</source>
        <translation>Kind of asset</translation>
    </message>
    <message>
        <source>表格的列</source>
        <translation>Column of the table</translation>
    </message>
    <message>
        <source>前几行</source>
        <translation>First rows</translation>
    </message>
    <message>
        <source>是设施的哪一项</source>
        <translation>Field of the asset</translation>
    </message>
    <message>
        <source>没有导入的行</source>
        <translation>Rows left out</translation>
    </message>
    <message>
        <source>行号</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>编号或名称</source>
        <translation>Code or name</translation>
    </message>
    <message>
        <source>原因和改法</source>
        <translation>Reason, and what to do</translation>
    </message>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>保存未导入的行…</source>
        <translation>Save the rows left out…</translation>
    </message>
    <message>
        <source>换一个文件</source>
        <translation>Another file</translation>
    </message>
    <message>
        <source>返回改列</source>
        <translation>Back to the columns</translation>
    </message>
    <message>
        <source>先试一遍</source>
        <translation>Try first</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>第一步：选择 Excel（.xlsx）或 CSV 文件</source>
        <translation>First choose an Excel (.xlsx) or CSV file</translation>
    </message>
    <message>
        <source>也可以把文件拖到这里。第一行（或前几行中的一行）应是列名；已登记的设施会更新，不会重复。</source>
        <translation>Or drop a file here. The first row, or one of the first, names the columns; known assets are updated, not doubled.</translation>
    </message>
    <message>
        <source>{count} 行数据</source>
        <translation>{count} rows of data</translation>
    </message>
    <message>
        <source>还没有指定哪一列是“名称”，指定后才能导入。</source>
        <translation>Say first which column is the name.</translation>
    </message>
    <message>
        <source>第 {n} 列</source>
        <translation>Column {n}</translation>
    </message>
    <message>
        <source>不导入</source>
        <translation>Leave out</translation>
    </message>
    <message>
        <source>“{column}”是设施的哪一项</source>
        <translation>Field of “{column}”</translation>
    </message>
    <message>
        <source>正在读取…</source>
        <translation>Reading…</translation>
    </message>
    <message>
        <source>新登记 {created}，更新 {updated}，没有变化 {unchanged}，未导入 {refused}</source>
        <translation>{created} registered, {updated} updated, {unchanged} unchanged, {refused} left out</translation>
    </message>
    <message>
        <source>试算，尚未写入：将新登记 {created}，更新 {updated}，没有变化 {unchanged}，不能导入 {refused}</source>
        <translation>A trial, nothing written: {created} to register, {updated} to update, {unchanged} unchanged, {refused} cannot be imported</translation>
    </message>
    <message>
        <source>（已停止，再导入一次会接着做）</source>
        <translation> (stopped; import again to go on)</translation>
    </message>
    <message>
        <source>保存未导入的行</source>
        <translation>Save the rows left out</translation>
    </message>
    <message>
        <source>未导入的行.xlsx</source>
        <translation>rows-left-out.xlsx</translation>
    </message>
    <message>
        <source>已保存到 {path}</source>
        <translation>Saved to {path}</translation>
    </message>
</context>
<context>
    <name>InstanceCard</name>
    <message>
        <source>折叠</source>
        <translation>Collapse</translation>
    </message>
    <message>
        <source>展开</source>
        <translation>Expand</translation>
    </message>
    <message>
        <source>上移</source>
        <translation>Move up</translation>
    </message>
    <message>
        <source>下移</source>
        <translation>Move down</translation>
    </message>
    <message>
        <source>复制</source>
        <translation>Duplicate</translation>
    </message>
    <message>
        <source>移除</source>
        <translation>Remove</translation>
    </message>
</context>
<context>
    <name>Intake</name>
    <message>
        <source>粘贴的图片.png</source>
        <translation>pasted picture.png</translation>
    </message>
    <message>
        <source>没有添加“{name}”：{why}。</source>
        <translation>“{name}” was not added: {why}.</translation>
    </message>
</context>
<context>
    <name>LanguageBox</name>
    <message>
        <source>表单语言</source>
        <translation>Language of the form</translation>
    </message>
</context>
<context>
    <name>LastCard</name>
    <message>
        <source>上次检查 {day}</source>
        <translation>Last inspection {day}</translation>
    </message>
    <message>
        <source>上次没有发现问题。</source>
        <translation>Nothing was wrong last time.</translation>
    </message>
    <message>
        <source>上次的照片</source>
        <translation>Photo of last time</translation>
    </message>
    <message>
        <source>无变化</source>
        <translation>Unchanged</translation>
    </message>
    <message>
        <source>变差</source>
        <translation>Worse</translation>
    </message>
    <message>
        <source>已修复</source>
        <translation>Repaired</translation>
    </message>
</context>
<context>
    <name>LimitField</name>
    <message>
        <source>{name}的单位</source>
        <translation>Unit of {name}</translation>
    </message>
</context>
<context>
    <name>LiveGrades</name>
    <message>
        <source>评定</source>
        <translation>Grade</translation>
    </message>
    <message>
        <source>计算书</source>
        <translation>Calculation</translation>
    </message>
    <message>
        <source>未评定</source>
        <translation>Not graded</translation>
    </message>
    <message>
        <source>缺少 {count} 项</source>
        <translation>Missing: {count}</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>瀛巡 · {person}</source>
        <translation>Yingxun · {person}</translation>
    </message>
    <message>
        <source>回收站</source>
        <translation>Recycle bin</translation>
    </message>
    <message>
        <source>查看同步</source>
        <translation>Show sync</translation>
    </message>
</context>
<context>
    <name>MapFrame</name>
    <message>
        <source>放大</source>
        <translation>Zoom in</translation>
    </message>
    <message>
        <source>缩小</source>
        <translation>Zoom out</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>看全部的点</source>
        <translation>Show all points</translation>
    </message>
</context>
<context>
    <name>MarkBar</name>
    <message>
        <source>标注 {name}</source>
        <translation>Draw on {name}</translation>
    </message>
</context>
<context>
    <name>MonthStrip</name>
    <message>
        <source>掘路日历；同月重复掘路：{roads}</source>
        <translation>Excavation calendar; dug up twice in a month: {roads}</translation>
    </message>
    <message>
        <source>{month} 月</source>
        <translation>{month}</translation>
    </message>
</context>
<context>
    <name>NoticeDialog</name>
    <message>
        <source>出具文书</source>
        <translation>Letters</translation>
    </message>
    <message>
        <source>文书模板</source>
        <translation>Template</translation>
    </message>
    <message>
        <source>模板文件夹…</source>
        <translation>Template folder…</translation>
    </message>
    <message>
        <source>放在这个文件夹里的 .docx 会代替同名的自带模板</source>
        <translation>A .docx in this folder takes the place of the built-in template of that name</translation>
    </message>
    <message>
        <source>文书预览</source>
        <translation>Preview</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>存为 PDF…</source>
        <translation>Save as PDF…</translation>
    </message>
    <message>
        <source>存为 Word…</source>
        <translation>Save as Word…</translation>
    </message>
    <message>
        <source>案卷里还没有：{names}。这些地方留空，可打印后手填。</source>
        <translation>The case does not say yet: {names}. These places stay blank to be filled in by hand.</translation>
    </message>
    <message>
        <source>保存文书</source>
        <translation>Save the letter</translation>
    </message>
    <message>
        <source>选择存放模板的文件夹</source>
        <translation>Choose the folder of the templates</translation>
    </message>
    <message>
        <source>已保存：{path}</source>
        <translation>Saved: {path}</translation>
    </message>
</context>
<context>
    <name>NumberControl</name>
    <message>
        <source>减一</source>
        <translation>One less</translation>
    </message>
    <message>
        <source>加一</source>
        <translation>One more</translation>
    </message>
</context>
<context>
    <name>OpeningDialog</name>
    <message>
        <source>立为案卷</source>
        <translation>Open a case</translation>
    </message>
    <message>
        <source>把发现的问题立为案卷</source>
        <translation>Open a case from a finding</translation>
    </message>
    <message>
        <source>问题</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>上报案卷</source>
        <translation>Report the case</translation>
    </message>
    <message>
        <source>整条记录</source>
        <translation>The whole record</translation>
    </message>
    <message>
        <source>{words}（照片 {count} 张）</source>
        <translation>{words} ({count} photos)</translation>
    </message>
    <message>
        <source>这条记录已立过案卷：{numbers}。</source>
        <translation>Cases were opened from this record already: {numbers}.</translation>
    </message>
    <message>
        <source>照片和位置取自记录，不用再传：整改前照片 {count} 张。没有网络也能上报。</source>
        <translation>Photos and position come from the record and are not sent again: {count} photos of before. Works without a network.</translation>
    </message>
    <message>
        <source>描述</source>
        <translation>Description</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Class</translation>
    </message>
    <message>
        <source>程度</source>
        <translation>Severity</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>建议责任单位</source>
        <translation>Proposed unit</translation>
    </message>
    <message>
        <source>建议时限</source>
        <translation>Proposed limit</translation>
    </message>
    <message>
        <source>数量</source>
        <translation>Quantity</translation>
    </message>
    <message>
        <source>数量单位</source>
        <translation>Measured in</translation>
    </message>
    <message>
        <source>估算费用（元）</source>
        <translation>Estimated cost (yuan)</translation>
    </message>
</context>
<context>
    <name>Orders</name>
    <message>
        <source>工单编号</source>
        <translation>Order number</translation>
    </message>
    <message>
        <source>标题</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>诉求内容</source>
        <translation>Request</translation>
    </message>
    <message>
        <source>地址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>乡镇</source>
        <translation>Township</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Class</translation>
    </message>
    <message>
        <source>受理时间</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>办结期限</source>
        <translation>Deadline</translation>
    </message>
    <message>
        <source>承办单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>办理状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>办理结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>办结时间</source>
        <translation>Closed at</translation>
    </message>
    <message>
        <source>新工单</source>
        <translation>New</translation>
    </message>
    <message>
        <source>内容有变</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>已导入过</source>
        <translation>Imported before</translation>
    </message>
    <message>
        <source>不能导入</source>
        <translation>Cannot be imported</translation>
    </message>
    <message>
        <source>编码相同</source>
        <translation>same code</translation>
    </message>
    <message>
        <source>同一设施</source>
        <translation>same asset</translation>
    </message>
    <message>
        <source>名称相同</source>
        <translation>same name</translation>
    </message>
    <message>
        <source>地点相近</source>
        <translation>similar place</translation>
    </message>
    <message>
        <source>同村</source>
        <translation>same village</translation>
    </message>
    <message>
        <source>时间相近</source>
        <translation>close in time</translation>
    </message>
    <message>
        <source>12345 热线</source>
        <translation>12345 hotline</translation>
    </message>
    <message>
        <source>网格</source>
        <translation>Grid</translation>
    </message>
    <message>
        <source>并入案卷 {title} {number}（{reasons}）</source>
        <translation>Join case {title} {number} ({reasons})</translation>
    </message>
    <message>
        <source>新开案卷，设施 {title} {number}（{reasons}）</source>
        <translation>New case at asset {title} {number} ({reasons})</translation>
    </message>
</context>
<context>
    <name>OrdersView</name>
    <message>
        <source>工单来源</source>
        <translation>Source of orders</translation>
    </message>
    <message>
        <source>填回原表…</source>
        <translation>Fill original…</translation>
    </message>
    <message>
        <source>导出结果…</source>
        <translation>Export results…</translation>
    </message>
    <message>
        <source>导入工单…</source>
        <translation>Import orders…</translation>
    </message>
    <message>
        <source>工单编号</source>
        <translation>Order number</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>乡镇</source>
        <translation>Township</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>导入时间</source>
        <translation>Imported</translation>
    </message>
    <message>
        <source>案卷状态</source>
        <translation>Case</translation>
    </message>
    <message>
        <source>工单</source>
        <translation>Orders</translation>
    </message>
    <message>
        <source>从 12345 或网格系统导出 Excel 或 CSV，点“导入工单”。列只需选一次，重复导入不会重复立案。</source>
        <translation>Export Excel or CSV from the 12345 or grid system and press “Import orders”. Columns are chosen once; importing again opens no second case.</translation>
    </message>
    <message>
        <source>还没有导入工单</source>
        <translation>No orders yet</translation>
    </message>
    <message>
        <source>{count} 件工单</source>
        <translation>{count} orders</translation>
    </message>
    <message>
        <source>选择工单表</source>
        <translation>Choose the table of orders</translation>
    </message>
    <message>
        <source>导出办理结果</source>
        <translation>Export the results</translation>
    </message>
    <message>
        <source>工单办理结果.xlsx</source>
        <translation>order-results.xlsx</translation>
    </message>
    <message>
        <source>选择原来的工单表</source>
        <translation>Choose the original table</translation>
    </message>
    <message>
        <source>保存填好的表</source>
        <translation>Save the filled table</translation>
    </message>
    <message>
        <source>新开案卷 {opened} 件，并入已有案卷 {joined} 件，更新 {updated} 件，未动 {left} 件。</source>
        <translation>{opened} new cases, {joined} joined to own cases, {updated} updated, {left} left alone.</translation>
    </message>
    <message>
        <source>已写入 {count} 行：{path}</source>
        <translation>{count} rows written: {path}</translation>
    </message>
</context>
<context>
    <name>Outline</name>
    <message>
        <source>目录</source>
        <translation>Contents</translation>
    </message>
    <message>
        <source>还差的内容</source>
        <translation>Still missing</translation>
    </message>
    <message>
        <source>差 {count}</source>
        <translation>{count} missing</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>还差 {count} 项</source>
        <translation>Still missing: {count}</translation>
    </message>
    <message>
        <source>可以提交了</source>
        <translation>Ready to submit</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>逾期</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>本周到期</source>
        <translation>Due this week</translation>
    </message>
    <message>
        <source>未结案卷</source>
        <translation>Open cases</translation>
    </message>
    <message>
        <source>退回待订正</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>待审核</source>
        <translation>To review</translation>
    </message>
</context>
<context>
    <name>OverviewView</name>
    <message>
        <source>乡镇</source>
        <translation>Township</translation>
    </message>
    <message>
        <source>各乡镇概况</source>
        <translation>Townships</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>村 / 地点</source>
        <translation>Village / place</translation>
    </message>
    <message>
        <source>事项</source>
        <translation>What</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>When</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>所点数字的明细</source>
        <translation>Rows behind the number</translation>
    </message>
    <message>
        <source>点上面的任一数字，查看它的明细</source>
        <translation>Choose a number above to see its rows</translation>
    </message>
    <message>
        <source>{township} · {figure}：{count} 条</source>
        <translation>{township} · {figure}: {count}</translation>
    </message>
    <message>
        <source>这一项没有内容</source>
        <translation>Nothing here</translation>
    </message>
</context>
<context>
    <name>PageHeader</name>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>Pager</name>
    <message>
        <source>填写进度</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>上一页</source>
        <translation>Previous page</translation>
    </message>
    <message>
        <source>下一页</source>
        <translation>Next page</translation>
    </message>
    <message>
        <source>第 {number} / {count} 页</source>
        <translation>Page {number} of {count}</translation>
    </message>
</context>
<context>
    <name>PairCard</name>
    <message>
        <source>整改前后</source>
        <translation>Before and after</translation>
    </message>
    <message>
        <source>整改前</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>整改后</source>
        <translation>After</translation>
    </message>
    <message>
        <source>距问题位置 {distance}</source>
        <translation>{distance} from the problem</translation>
    </message>
    <message>
        <source>没有位置，无法核对原址</source>
        <translation>No position, the place cannot be checked</translation>
    </message>
    <message>
        <source>还没有照片</source>
        <translation>No photos yet</translation>
    </message>
</context>
<context>
    <name>PeriodControl</name>
    <message>
        <source>减一年</source>
        <translation>One year less</translation>
    </message>
    <message>
        <source>加一年</source>
        <translation>One year more</translation>
    </message>
    <message>
        <source>今年</source>
        <translation>This year</translation>
    </message>
    <message>
        <source>本月</source>
        <translation>This month</translation>
    </message>
    <message>
        <source>年</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>年份</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>月份</source>
        <translation>Month</translation>
    </message>
    <message>
        <source>{month} 月</source>
        <translation>Month {month}</translation>
    </message>
</context>
<context>
    <name>PhotoCard</name>
    <message>
        <source>移除照片 {name}</source>
        <translation>Remove photo {name}</translation>
    </message>
    <message>
        <source>没有预览</source>
        <translation>No preview</translation>
    </message>
    <message>
        <source>读取中…</source>
        <translation>Reading…</translation>
    </message>
    <message>
        <source>查看照片 {name}</source>
        <translation>View photo {name}</translation>
    </message>
    <message>
        <source>查看大图</source>
        <translation>View full size</translation>
    </message>
</context>
<context>
    <name>PhotoStrip</name>
    <message>
        <source>添加照片</source>
        <translation>Add photos</translation>
    </message>
    <message>
        <source>{name} 添加照片</source>
        <translation>{name}: add photos</translation>
    </message>
    <message>
        <source>也可以把照片拖到这里，或按 Ctrl+V 粘贴</source>
        <translation>Or drop photos here, or paste with Ctrl+V</translation>
    </message>
    <message>
        <source>选择照片</source>
        <translation>Choose photos</translation>
    </message>
    <message>
        <source>照片和所有文件 (*)</source>
        <translation>Photos and all files (*)</translation>
    </message>
</context>
<context>
    <name>PhotoViewer</name>
    <message>
        <source>查看照片</source>
        <translation>View photo</translation>
    </message>
    <message>
        <source>上一张</source>
        <translation>Previous</translation>
    </message>
    <message>
        <source>下一张</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>放大</source>
        <translation>Zoom in</translation>
    </message>
    <message>
        <source>缩小</source>
        <translation>Zoom out</translation>
    </message>
    <message>
        <source>适合窗口</source>
        <translation>Fit window</translation>
    </message>
    <message>
        <source>旋转查看</source>
        <translation>Rotate view</translation>
    </message>
    <message>
        <source>信息</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>第 {number} / {count} 张 · {name}</source>
        <translation>{number} of {count} · {name}</translation>
    </message>
    <message>
        <source>正在读取照片…</source>
        <translation>Reading the photo…</translation>
    </message>
    <message>
        <source>这台电脑上没有这张照片的原图；同步之后就能看到。</source>
        <translation>The original is not on this computer; you will see it after a sync.</translation>
    </message>
</context>
<context>
    <name>Photos</name>
    <message>
        <source>照片自带定位</source>
        <translation>From the photo</translation>
    </message>
    <message>
        <source>本机定位</source>
        <translation>From this device</translation>
    </message>
    <message>
        <source>设施登记位置</source>
        <translation>From the asset</translation>
    </message>
    <message>
        <source>手工标定</source>
        <translation>Set by hand</translation>
    </message>
    <message>
        <source>{metres} 米</source>
        <translation>{metres} m</translation>
    </message>
    <message>
        <source>{km} 公里</source>
        <translation>{km} km</translation>
    </message>
    <message>
        <source>时间不明</source>
        <translation>Time not known</translation>
    </message>
    <message>
        <source>位置不明</source>
        <translation>Position not known</translation>
    </message>
    <message>
        <source> ±{metres} 米</source>
        <translation> ±{metres} m</translation>
    </message>
    <message>
        <source>相机不明</source>
        <translation>Camera not known</translation>
    </message>
    <message>
        <source>距设施 {distance}</source>
        <translation>{distance} from the asset</translation>
    </message>
</context>
<context>
    <name>PhotosField</name>
    <message>
        <source>选择照片…</source>
        <translation>Choose photos…</translation>
    </message>
    <message>
        <source>还没有照片</source>
        <translation>No photos yet</translation>
    </message>
    <message>
        <source>照片 (*.jpg *.jpeg *.heic *.png *.webp)</source>
        <translation>Photos (*.jpg *.jpeg *.heic *.png *.webp)</translation>
    </message>
    <message>
        <source>选择照片</source>
        <translation>Choose photos</translation>
    </message>
</context>
<context>
    <name>PickManyControl</name>
    <message>
        <source>输入文字查找，可选多项</source>
        <translation>Type to search; several may be chosen</translation>
    </message>
    <message>
        <source>{label}：移除 {choice}</source>
        <translation>{label}: remove {choice}</translation>
    </message>
</context>
<context>
    <name>PlaceCard</name>
    <message>
        <source>现场</source>
        <translation>Site</translation>
    </message>
    <message>
        <source>现场照片</source>
        <translation>Photos of the site</translation>
    </message>
    <message>
        <source>新增</source>
        <translation>Added</translation>
    </message>
    <message>
        <source>没有记录现场位置。</source>
        <translation>No position of the site was recorded.</translation>
    </message>
    <message>
        <source>距设施 {distance}</source>
        <translation>{distance} from the asset</translation>
    </message>
    <message>
        <source>精度不明</source>
        <translation>Accuracy not known</translation>
    </message>
</context>
<context>
    <name>PlaceControl</name>
    <message>
        <source>纬度</source>
        <translation>Latitude</translation>
    </message>
    <message>
        <source>经度</source>
        <translation>Longitude</translation>
    </message>
    <message>
        <source>精度 ±{metres} 米</source>
        <translation>Accuracy ±{metres} m</translation>
    </message>
</context>
<context>
    <name>PlainControl</name>
    <message>
        <source>题型“{type}”暂不支持，请按文字填写。</source>
        <translation>Questions of type “{type}” are not supported yet; answer in words.</translation>
    </message>
</context>
<context>
    <name>Plan</name>
    <message>
        <source>已达到</source>
        <translation>Reached</translation>
    </message>
    <message>
        <source>推进中</source>
        <translation>Under way</translation>
    </message>
    <message>
        <source>逾期未达</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>缺数据</source>
        <translation>No data</translation>
    </message>
    <message>
        <source>有进展</source>
        <translation>Some done</translation>
    </message>
    <message>
        <source>记录计算</source>
        <translation>Computed</translation>
    </message>
    <message>
        <source>验收计数</source>
        <translation>Accepted works</translation>
    </message>
    <message>
        <source>仅上报</source>
        <translation>Reported only</translation>
    </message>
    <message>
        <source>记录</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>设施底数</source>
        <translation>Asset register</translation>
    </message>
    <message>
        <source>导入，无照片</source>
        <translation>Imported, no photo</translation>
    </message>
    <message>
        <source>上报</source>
        <translation>Reported</translation>
    </message>
    <message>
        <source>缺源头联单</source>
        <translation>No source sheet</translation>
    </message>
    <message>
        <source>缺运输联单</source>
        <translation>No haul sheet</translation>
    </message>
    <message>
        <source>缺消纳联单</source>
        <translation>No disposal sheet</translation>
    </message>
    <message>
        <source>数量相差超过一成</source>
        <translation>Amounts differ by over a tenth</translation>
    </message>
    <message>
        <source>垃圾种类不一致</source>
        <translation>Kinds of waste differ</translation>
    </message>
    <message>
        <source>清零</source>
        <translation>None left</translation>
    </message>
    <message>
        <source>约 {number}</source>
        <translation>about {number}</translation>
    </message>
    <message>
        <source>剩 {number}</source>
        <translation>{number} left</translation>
    </message>
    <message>
        <source>{road}：与“{title}”（{from} 至 {to}）重叠 {days} 天，请与其一次开挖、一次修复。</source>
        <translation>{road}: overlaps “{title}” ({from} to {to}) by {days} days; dig and restore together.</translation>
    </message>
    <message>
        <source>{road}：与“{title}”（{from} 至 {to}）只隔 {days} 天，请协商合并实施。</source>
        <translation>{road}: only {days} days from “{title}” ({from} to {to}); agree to join them.</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>目标</source>
        <translation>Target</translation>
    </message>
    <message>
        <source>要求</source>
        <translation>Demanded</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>完成率</source>
        <translation>Share</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>来源</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>牵头单位</source>
        <translation>Lead units</translation>
    </message>
</context>
<context>
    <name>PlanPage</name>
    <message>
        <source>计划与进度</source>
        <translation>Plan and progress</translation>
    </message>
    <message>
        <source>进度</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Works</translation>
    </message>
    <message>
        <source>上报指标</source>
        <translation>Figures</translation>
    </message>
    <message>
        <source>掘路日历</source>
        <translation>Excavation calendar</translation>
    </message>
    <message>
        <source>建筑垃圾联单</source>
        <translation>Waste sheets</translation>
    </message>
    <message>
        <source>上报指标 · {count} 待确认</source>
        <translation>Figures · {count} to confirm</translation>
    </message>
</context>
<context>
    <name>PointControl</name>
    <message>
        <source>在图上标</source>
        <translation>Mark on the picture</translation>
    </message>
</context>
<context>
    <name>PreviewPage</name>
    <message>
        <source>打印预览</source>
        <translation>Print preview</translation>
    </message>
    <message>
        <source>保存 PDF</source>
        <translation>Save PDF</translation>
    </message>
    <message>
        <source>保存 PDF（Ctrl+S），再用任何程序打印</source>
        <translation>Save PDF (Ctrl+S), then print with any program</translation>
    </message>
    <message>
        <source>正在排版</source>
        <translation>Laying out</translation>
    </message>
    <message>
        <source>第 {number} 页</source>
        <translation>Page {number}</translation>
    </message>
    <message>
        <source>已保存到 {path}</source>
        <translation>Saved to {path}</translation>
    </message>
</context>
<context>
    <name>Print</name>
    <message>
        <source>今日清单 {day}</source>
        <translation>List of the day {day}</translation>
    </message>
    <message>
        <source>空白表 {form}</source>
        <translation>Blank sheet {form}</translation>
    </message>
    <message>
        <source>设施标签（{count} 张）</source>
        <translation>Asset labels ({count})</translation>
    </message>
    <message>
        <source>日期：&#x3000;&#x3000;&#x3000;&#x3000;&#x3000;&#x3000;天气：&#x3000;&#x3000;&#x3000;&#x3000;&#x3000;&#x3000;检查人：</source>
        <translation>Date:&#x3000;&#x3000;&#x3000;&#x3000;&#x3000;&#x3000;Weather:&#x3000;&#x3000;&#x3000;&#x3000;&#x3000;&#x3000;Inspector:</translation>
    </message>
    <message>
        <source>已拍照，照片号：</source>
        <translation>Photographed, number:</translation>
    </message>
    <message>
        <source>今日清单</source>
        <translation>List of the day</translation>
    </message>
    <message>
        <source>{day} · {person} · {count} 项检查，{villages} 个村</source>
        <translation>{day} · {person} · {count} checks in {villages} villages</translation>
    </message>
    <message>
        <source>近七天没有到期的检查。</source>
        <translation>Nothing is due within seven days.</translation>
    </message>
    <message>
        <source>设施</source>
        <translation>Asset</translation>
    </message>
    <message>
        <source>检查</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>期限</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>上次</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>现场记录</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>尚无记录</source>
        <translation>No record yet</translation>
    </message>
    <message>
        <source>逾期 {days} 天</source>
        <translation>{days} days overdue</translation>
    </message>
    <message>
        <source>待首查</source>
        <translation>First check</translation>
    </message>
</context>
<context>
    <name>ProgressModel</name>
    <message>
        <source>已写入 {file}</source>
        <translation>Written: {file}</translation>
    </message>
    <message>
        <source>已发布计划“{plan}”，同步后全区可见</source>
        <translation>The plan “{plan}” is published; everybody has it after a sync</translation>
    </message>
    <message>
        <source>计划“{plan}”没有变化</source>
        <translation>The plan “{plan}” has not changed</translation>
    </message>
</context>
<context>
    <name>ProgressView</name>
    <message>
        <source>正在计算进度</source>
        <translation>Working out the progress</translation>
    </message>
    <message>
        <source>计划</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>按乡镇筛选</source>
        <translation>Filter by township</translation>
    </message>
    <message>
        <source>按牵头单位筛选</source>
        <translation>Filter by lead unit</translation>
    </message>
    <message>
        <source>导出进度</source>
        <translation>Export progress</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>导出计划</source>
        <translation>Export plan</translation>
    </message>
    <message>
        <source>导入计划</source>
        <translation>Import plan</translation>
    </message>
    <message>
        <source>目标进度</source>
        <translation>Progress of targets</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>目标</source>
        <translation>Target</translation>
    </message>
    <message>
        <source>要求</source>
        <translation>Instructions</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>完成率</source>
        <translation>Share</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>来源</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>选中一个目标，这里列出数字背后的每一条记录。</source>
        <translation>Choose a target: every record behind its number is listed here.</translation>
    </message>
    <message>
        <source>乡镇</source>
        <translation>Township</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>数量</source>
        <translation>Quantity</translation>
    </message>
    <message>
        <source>依据</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>数字背后的记录</source>
        <translation>Records behind the number</translation>
    </message>
    <message>
        <source>全区</source>
        <translation>Whole district</translation>
    </message>
    <message>
        <source>全部牵头单位</source>
        <translation>All lead units</translation>
    </message>
    <message>
        <source>{first}—{last} 年计划</source>
        <translation>Plan {first}–{last}</translation>
    </message>
    <message>
        <source>其中导入（无照片）{number}</source>
        <translation>of it imported (no photo): {number}</translation>
    </message>
    <message>
        <source>另有上报数 {number}</source>
        <translation>also reported: {number}</translation>
    </message>
    <message>
        <source>只列最近 {count} 条</source>
        <translation>only the newest {count} listed</translation>
    </message>
    <message>
        <source>牵头：{leads}</source>
        <translation>Lead: {leads}</translation>
    </message>
    <message>
        <source>{count} 条记录</source>
        <translation>{count} records</translation>
    </message>
    <message>
        <source>还没有数据</source>
        <translation>No data yet</translation>
    </message>
    <message>
        <source>目标数为默认值，可在计划工作簿里改</source>
        <translation>The number is a default; change it in the plan’s workbook</translation>
    </message>
</context>
<context>
    <name>QuestionRow</name>
    <message>
        <source>退回后已改</source>
        <translation>Changed after the return</translation>
    </message>
    <message>
        <source>必填</source>
        <translation>Required</translation>
    </message>
    <message>
        <source>退回意见：{text}</source>
        <translation>Remark: {text}</translation>
    </message>
</context>
<context>
    <name>RankControl</name>
    <message>
        <source>上移</source>
        <translation>Move up</translation>
    </message>
    <message>
        <source>下移</source>
        <translation>Move down</translation>
    </message>
    <message>
        <source>就按这个顺序</source>
        <translation>Keep this order</translation>
    </message>
    <message>
        <source>清除</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>还没有排序：拖动，或选中一行后按 Alt+↑ / Alt+↓。</source>
        <translation>Not ordered yet: drag, or select a row and press Alt+↑ / Alt+↓.</translation>
    </message>
</context>
<context>
    <name>Record</name>
    <message>
        <source>照片</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>其他</source>
        <translation>Other</translation>
    </message>
    <message>
        <source>基本情况</source>
        <translation>General</translation>
    </message>
</context>
<context>
    <name>RecordCard</name>
    <message>
        <source>（未命名）</source>
        <translation>(untitled)</translation>
    </message>
    <message>
        <source>打开记录</source>
        <translation>Open the record</translation>
    </message>
    <message>
        <source>照片</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>两人同时改动</source>
        <translation>Changed by two people at once</translation>
    </message>
    <message>
        <source>相距 {metres}</source>
        <translation>{metres} apart</translation>
    </message>
    <message>
        <source>您在这条记录上不能选定；请负责的巡查员或审核人处理。</source>
        <translation>You may not decide on this record; ask its inspector or supervisor.</translation>
    </message>
    <message>
        <source>{title}：采用 {who} 的</source>
        <translation>{title}: take that of {who}</translation>
    </message>
    <message>
        <source>已移除这张照片</source>
        <translation>Removed this photo</translation>
    </message>
    <message>
        <source>采用这一个</source>
        <translation>Take this one</translation>
    </message>
    <message>
        <source>保留照片</source>
        <translation>Keep the photo</translation>
    </message>
    <message>
        <source>移除照片</source>
        <translation>Remove the photo</translation>
    </message>
</context>
<context>
    <name>RecordHead</name>
    <message>
        <source>{form} · 第 {version} 版</source>
        <translation>{form} · version {version}</translation>
    </message>
    <message>
        <source>已送达</source>
        <translation>Delivered</translation>
    </message>
    <message>
        <source>未送达</source>
        <translation>Not delivered</translation>
    </message>
    <message>
        <source>有 {count} 处被两人同时改成不同的内容，请选定一个。</source>
        <translation>In {count} places two people answered differently at the same time; choose one.</translation>
    </message>
    <message>
        <source>还有 {count} 项内容等待前序，同步后补齐。</source>
        <translation>Waiting for earlier content: {count}; a sync completes it.</translation>
    </message>
    <message>
        <source>这条记录含有本程序不认识的内容，只能查看；请先更新程序。</source>
        <translation>This record holds content that this program does not know, so it is read-only; update the program.</translation>
    </message>
    <message>
        <source>这条记录有没写完的修改，保存在本机草稿里。</source>
        <translation>This record has unfinished changes, kept as a draft on this computer.</translation>
    </message>
    <message>
        <source>批准后有新内容，需要重新审核。</source>
        <translation>There is new content after the approval; it needs another review.</translation>
    </message>
    <message>
        <source>{author} 退回：{said}</source>
        <translation>Returned by {author}: {said}</translation>
    </message>
    <message>
        <source>{author} 退回，意见写在各项旁边。</source>
        <translation>Returned by {author}; the remarks stand beside the fields.</translation>
    </message>
</context>
<context>
    <name>RecordModel</name>
    <message>
        <source>{form} · 第 {version} 版</source>
        <translation>{form} · version {version}</translation>
    </message>
</context>
<context>
    <name>RecordPage</name>
    <message>
        <source>正在打开表单</source>
        <translation>Opening the form</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>重做</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>丢弃草稿</source>
        <translation>Discard draft</translation>
    </message>
    <message>
        <source>提交</source>
        <translation>Submit</translation>
    </message>
    <message>
        <source>提交（Ctrl+Enter）</source>
        <translation>Submit (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>{author} 退回：{said}</source>
        <translation>Returned by {author}: {said}</translation>
    </message>
    <message>
        <source>{author} 退回，意见写在各题旁边。</source>
        <translation>Returned by {author}; the remarks stand beside the questions.</translation>
    </message>
    <message>
        <source>没有保存</source>
        <translation>Not saved</translation>
    </message>
    <message>
        <source>正在保存…</source>
        <translation>Saving…</translation>
    </message>
    <message>
        <source>已保存 {time}</source>
        <translation>Saved {time}</translation>
    </message>
    <message>
        <source>还有 {count} 处要填写或改正，左侧已逐条列出。</source>
        <translation>To be filled in or corrected: {count}; they are listed at the left.</translation>
    </message>
    <message>
        <source>丢弃“{title}”的草稿？30 天内可从“巡查记录”的回收站恢复。</source>
        <translation>Discard the draft of “{title}”? For 30 days it can be restored from the recycle bin of the records.</translation>
    </message>
    <message>
        <source>丢弃</source>
        <translation>Discard</translation>
    </message>
    <message>
        <source>继续填写</source>
        <translation>Go on filling in</translation>
    </message>
</context>
<context>
    <name>RecordSheet</name>
    <message>
        <source>无</source>
        <translation>None</translation>
    </message>
</context>
<context>
    <name>RecordView</name>
    <message>
        <source>查看设施</source>
        <translation>Open asset</translation>
    </message>
    <message>
        <source>已{action}，等待发送给服务器。</source>
        <translation>{action}: done, waiting to be sent to the server.</translation>
    </message>
    <message>
        <source>已上报案卷 {number}，等待发送给服务器。</source>
        <translation>Case {number} was reported and waits to be sent.</translation>
    </message>
</context>
<context>
    <name>Records</name>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>设施 / 地点</source>
        <translation>Asset / place</translation>
    </message>
    <message>
        <source>表单</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>巡查时间</source>
        <translation>Inspected at</translation>
    </message>
    <message>
        <source>照片</source>
        <translation>Photos</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>送达</source>
        <translation>Delivery</translation>
    </message>
    <message>
        <source>巡查员</source>
        <translation>Inspector</translation>
    </message>
    <message>
        <source>巡查记录</source>
        <translation>Inspections</translation>
    </message>
    <message>
        <source>搜索编号、设施、地点</source>
        <translation>Search number, asset, place</translation>
    </message>
    <message>
        <source>还没有巡查记录</source>
        <translation>No inspections yet</translation>
    </message>
    <message>
        <source>按 Ctrl+N 新建一次巡查，或先同步，取回已有的记录。</source>
        <translation>Press Ctrl+N for a new inspection, or sync first to fetch what there is.</translation>
    </message>
    <message>
        <source>没有符合条件的记录</source>
        <translation>No record matches</translation>
    </message>
    <message>
        <source>显示全部记录</source>
        <translation>Show all records</translation>
    </message>
    <message>
        <source>全部表单</source>
        <translation>All forms</translation>
    </message>
    <message>
        <source>{status} · 有冲突</source>
        <translation>{status} · conflict</translation>
    </message>
    <message>
        <source>批准后有新内容</source>
        <translation>New after approval</translation>
    </message>
</context>
<context>
    <name>RecordsView</name>
    <message>
        <source>正在读取记录</source>
        <translation>Reading the records</translation>
    </message>
    <message>
        <source>按状态筛选</source>
        <translation>Filter by status</translation>
    </message>
    <message>
        <source>全部状态</source>
        <translation>All statuses</translation>
    </message>
    <message>
        <source>按乡镇筛选</source>
        <translation>Filter by township</translation>
    </message>
    <message>
        <source>全部乡镇</source>
        <translation>All townships</translation>
    </message>
    <message>
        <source>按表单筛选</source>
        <translation>Filter by form</translation>
    </message>
    <message>
        <source>只看未送达</source>
        <translation>Only undelivered</translation>
    </message>
    <message>
        <source>共 {count} 条</source>
        <translation>{count} in all</translation>
    </message>
    <message>
        <source>换个词搜索，或去掉筛选条件。</source>
        <translation>Search for another word, or remove filters.</translation>
    </message>
</context>
<context>
    <name>RepeatBox</name>
    <message>
        <source>添加一处{name}</source>
        <translation>Add: {name}</translation>
    </message>
    <message>
        <source>{count} 处</source>
        <translation>Instances: {count}</translation>
    </message>
    <message>
        <source>未填写</source>
        <translation>Not answered</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>总体</source>
        <translation>Overall</translation>
    </message>
    <message>
        <source>现场位置</source>
        <translation>Position of the site</translation>
    </message>
    <message>
        <source>评定</source>
        <translation>Grade</translation>
    </message>
    <message>
        <source>（空）</source>
        <translation>(empty)</translation>
    </message>
    <message>
        <source>有缺损或问题条目</source>
        <translation>a damage or problem is listed</translation>
    </message>
    <message>
        <source>勾选了异常</source>
        <translation>an anomaly is ticked</translation>
    </message>
    <message>
        <source>有一项不是正常</source>
        <translation>an answer is not normal</translation>
    </message>
    <message>
        <source>写有说明</source>
        <translation>a remark is written</translation>
    </message>
    <message>
        <source>评定不是最好一级</source>
        <translation>the grade is not the best</translation>
    </message>
    <message>
        <source>有冲突</source>
        <translation>in conflict</translation>
    </message>
    <message>
        <source>曾被退回</source>
        <translation>returned before</translation>
    </message>
    <message>
        <source>批准后有新内容</source>
        <translation>new content after approval</translation>
    </message>
    <message>
        <source>不是对设施的巡查</source>
        <translation>no inspection of an asset</translation>
    </message>
    <message>
        <source>内容未到齐</source>
        <translation>not all of it has arrived</translation>
    </message>
    <message>
        <source>按编号每若干条抽一条</source>
        <translation>one of so many</translation>
    </message>
    <message>
        <source>评定较差</source>
        <translation>bad grade</translation>
    </message>
    <message>
        <source>新巡查员最初几条</source>
        <translation>first records of an inspector</translation>
    </message>
    <message>
        <source>照片没有位置</source>
        <translation>photo without position</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>没有待审核的记录</source>
        <translation>Nothing to review</translation>
    </message>
    <message>
        <source>同步之后，新提交的记录会出现在左侧。</source>
        <translation>Newly submitted records appear at the left after a sync.</translation>
    </message>
    <message>
        <source>审核</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>乡镇</source>
        <translation>Township</translation>
    </message>
    <message>
        <source>待审核的记录</source>
        <translation>Records to review</translation>
    </message>
    <message>
        <source>批量通过…</source>
        <translation>Batch…</translation>
    </message>
    <message>
        <source>抽查…</source>
        <translation>Spot check…</translation>
    </message>
    <message>
        <source>撤销这一批</source>
        <translation>Undo this batch</translation>
    </message>
    <message>
        <source>只看上次审核后的改动（D）</source>
        <translation>Only changes since the last review (D)</translation>
    </message>
    <message>
        <source>J 下一条&#x3000;K 上一条</source>
        <translation>J next, K previous</translation>
    </message>
    <message>
        <source>已通过 {count} 条，发送之前可以整批撤销。</source>
        <translation>{count} approved; the batch can be undone until it is sent. </translation>
    </message>
    <message>
        <source>{count} 条刚有变化，留待逐条审核。</source>
        <translation>{count} have just changed and stay for review.</translation>
    </message>
    <message>
        <source>已撤销 {count} 条，重新等待审核。</source>
        <translation>{count} taken back; they wait for review again.</translation>
    </message>
    <message>
        <source>全部乡镇</source>
        <translation>All townships</translation>
    </message>
    <message>
        <source>，只列出最早的 {most} 条</source>
        <translation>; only the oldest {most} are listed</translation>
    </message>
    <message>
        <source>{count} 条待审核</source>
        <translation>To review: {count}</translation>
    </message>
    <message>
        <source>{count} 照片</source>
        <translation>Photos: {count}</translation>
    </message>
    <message>
        <source>有冲突</source>
        <translation>Conflict</translation>
    </message>
    <message>
        <source>批准后有新内容</source>
        <translation>New after approval</translation>
    </message>
    <message>
        <source>已上报案卷 {number}，等待发送给服务器。</source>
        <translation>Case {number} was reported and waits to be sent.</translation>
    </message>
    <message>
        <source>已{action}：{title}。等待发送给服务器。</source>
        <translation>{action}: {title}. Waiting to be sent to the server.</translation>
    </message>
</context>
<context>
    <name>RoadDrawing</name>
    <message>
        <source>在 {place} 添加一处</source>
        <translation>Add one at {place}</translation>
    </message>
    <message>
        <source>点路面空白处添加损坏，点损坏查看；左右键逐处移动，Ctrl 加左右键移动 10 m，回车选定。</source>
        <translation>Click the empty road to add damage, click damage to see it; the arrow keys lead from one to the next, with Ctrl they move 10 m; Enter chooses.</translation>
    </message>
    <message>
        <source>另有 {count} 处没有填桩号，图上没有。</source>
        <translation>Without chainage and not drawn: {count}.</translation>
    </message>
</context>
<context>
    <name>RoadStrip</name>
    <message>
        <source>路段示意图</source>
        <translation>Drawing of the road section</translation>
    </message>
    <message>
        <source>填写起点和终点桩号后显示路段</source>
        <translation>The section is drawn once its first and last chainage are filled in</translation>
    </message>
</context>
<context>
    <name>RoundsView</name>
    <message>
        <source>巡查路线</source>
        <translation>Rounds</translation>
    </message>
    <message>
        <source>沿一条路或一个村逐个看：正常按 N，有问题按 D</source>
        <translation>Along a road or a village: N for normal, D for a defect</translation>
    </message>
    <message>
        <source>全部提交</source>
        <translation>Submit all</translation>
    </message>
    <message>
        <source>全部提交（Ctrl+Enter）</source>
        <translation>Submit all (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>正在读取</source>
        <translation>Reading</translation>
    </message>
    <message>
        <source>检查什么</source>
        <translation>What to inspect</translation>
    </message>
    <message>
        <source>沿哪里走</source>
        <translation>Where to walk</translation>
    </message>
    <message>
        <source>沿路的设施</source>
        <translation>Assets along the way</translation>
    </message>
    <message>
        <source>先选一条路或一个村</source>
        <translation>Choose a road or a village first</translation>
    </message>
    <message>
        <source>正常 (N)</source>
        <translation>Normal (N)</translation>
    </message>
    <message>
        <source>有问题 (D)</source>
        <translation>Defect (D)</translation>
    </message>
    <message>
        <source>撤销 (Ctrl+Z)</source>
        <translation>Undo (Ctrl+Z)</translation>
    </message>
    <message>
        <source>添加照片</source>
        <translation>Add photos</translation>
    </message>
    <message>
        <source>打印空白表</source>
        <translation>Print blank sheet</translation>
    </message>
    <message>
        <source>打印标签</source>
        <translation>Print labels</translation>
    </message>
    <message>
        <source>照片按拍摄位置分给各设施；没有位置的给当前设施</source>
        <translation>Each photo goes to the asset where it was taken; one without a position to the present asset</translation>
    </message>
    <message>
        <source>请选择</source>
        <translation>Choose</translation>
    </message>
    <message>
        <source>全部提交（{count}）</source>
        <translation>Submit all ({count})</translation>
    </message>
    <message>
        <source>沿路的设施会按走的顺序列出。</source>
        <translation>The assets are listed in walking order.</translation>
    </message>
    <message>
        <source>名录里没有这类设施</source>
        <translation>No such assets in the register</translation>
    </message>
    <message>
        <source>换一种检查，或先同步取回设施名录。</source>
        <translation>Choose another check, or sync to fetch the register.</translation>
    </message>
    <message>
        <source>{where}（{count} 处）</source>
        <translation>{where} ({count})</translation>
    </message>
    <message>
        <source>已提交 {count} 条记录，等待发送。</source>
        <translation>{count} records submitted, waiting to be sent.</translation>
    </message>
</context>
<context>
    <name>SearchControl</name>
    <message>
        <source>选择或输入文字查找</source>
        <translation>Choose, or type to search</translation>
    </message>
</context>
<context>
    <name>SentPanel</name>
    <message>
        <source>已提交，正在等待发送</source>
        <translation>Submitted, waiting to be sent</translation>
    </message>
    <message>
        <source>编号 {number}</source>
        <translation>Number {number}</translation>
    </message>
    <message>
        <source>记录和照片已经签名并保存在本机，不会丢失。</source>
        <translation>The record and its photos are signed and stored on this computer; nothing will be lost.</translation>
    </message>
    <message>
        <source>等待原因：{reason}。{advice}</source>
        <translation>Why it waits: {reason}. {advice}</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
</context>
<context>
    <name>SettingsView</name>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>外观</source>
        <translation>Appearance</translation>
    </message>
    <message>
        <source>文字大小</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>跟随系统</source>
        <translation>As the system</translation>
    </message>
    <message>
        <source>浅色</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>深色</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>配色</source>
        <translation>Colours</translation>
    </message>
    <message>
        <source>语言</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>用户与数据</source>
        <translation>User and data</translation>
    </message>
    <message>
        <source>切换用户</source>
        <translation>Switch user</translation>
    </message>
    <message>
        <source>当前用户</source>
        <translation>Signed in</translation>
    </message>
    <message>
        <source>服务器地址</source>
        <translation>Server address</translation>
    </message>
    <message>
        <source>未设置</source>
        <translation>Not set</translation>
    </message>
    <message>
        <source>自动</source>
        <translation>Automatic</translation>
    </message>
    <message>
        <source>暂停，只在点击时同步</source>
        <translation>Paused, only when asked</translation>
    </message>
    <message>
        <source>同步</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>{n} 分钟</source>
        <translation>{n} min</translation>
    </message>
    <message>
        <source>从不</source>
        <translation>Never</translation>
    </message>
    <message>
        <source>离开锁定</source>
        <translation>Lock when away</translation>
    </message>
    <message>
        <source>打开文件夹</source>
        <translation>Open folder</translation>
    </message>
    <message>
        <source>数据文件夹</source>
        <translation>Data folder</translation>
    </message>
    <message>
        <source>服务器地址在登记时确定；更换服务器请重新登记。数据已加密，只有本机登记的用户能打开。</source>
        <translation>The server is fixed at enrolment; to change it, enrol anew. The data are encrypted; only the person enrolled here can open them.</translation>
    </message>
    <message>
        <source>关于瀛巡</source>
        <translation>About Yingxun</translation>
    </message>
    <message>
        <source>版本 {version} · Apache-2.0 许可。</source>
        <translation>Version {version} · Apache-2.0 licence.</translation>
    </message>
    <message>
        <source>使用 Qt（LGPL-3.0），以动态链接方式随附，可自行替换。所用程序库及许可：</source>
        <translation>Uses Qt (LGPL-3.0), linked dynamically, so that you may replace it. Libraries and their licences:</translation>
    </message>
</context>
<context>
    <name>SheetDialog</name>
    <message>
        <source>计算书：{title}</source>
        <translation>Calculation: {title}</translation>
    </message>
</context>
<context>
    <name>SheetView</name>
    <message>
        <source>计算书</source>
        <translation>Calculation</translation>
    </message>
    <message>
        <source>另存为 PDF 或文本…</source>
        <translation>Save as PDF or text…</translation>
    </message>
    <message>
        <source>复制全文</source>
        <translation>Copy all</translation>
    </message>
    <message>
        <source>保存计算书</source>
        <translation>Save the calculation</translation>
    </message>
    <message>
        <source>已保存为 {name}</source>
        <translation>Saved as {name}</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>今日</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>巡查路线</source>
        <translation>Rounds</translation>
    </message>
    <message>
        <source>巡查记录</source>
        <translation>Inspections</translation>
    </message>
    <message>
        <source>设施</source>
        <translation>Assets</translation>
    </message>
    <message>
        <source>案卷</source>
        <translation>Cases</translation>
    </message>
    <message>
        <source>工单 / 专项</source>
        <translation>Orders / campaigns</translation>
    </message>
    <message>
        <source>计划</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>审核</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>同步</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
</context>
<context>
    <name>SideBar</name>
    <message>
        <source>导航</source>
        <translation>Navigation</translation>
    </message>
    <message>
        <source>瀛巡 · 乡镇巡查</source>
        <translation>Yingxun</translation>
    </message>
</context>
<context>
    <name>SidePicture</name>
    <message>
        <source>照片</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>没有照片</source>
        <translation>No photo</translation>
    </message>
    <message>
        <source>照片还没有取回</source>
        <translation>The photo is not here yet</translation>
    </message>
</context>
<context>
    <name>SiteCard</name>
    <message>
        <source>现场</source>
        <translation>Site</translation>
    </message>
    <message>
        <source>现场位置</source>
        <translation>Position of the site</translation>
    </message>
    <message>
        <source>添加带定位的照片后自动填写；也可以填设施的登记位置，或手工输入。</source>
        <translation>Filled in from photos that carry a position; or use the asset&apos;s, or type it.</translation>
    </message>
    <message>
        <source>填设施位置</source>
        <translation>Use the asset&apos;s</translation>
    </message>
    <message>
        <source>清除</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>现场照片</source>
        <translation>Photos of the site</translation>
    </message>
    <message>
        <source>精度 ±{distance}</source>
        <translation>Accuracy ±{distance}</translation>
    </message>
    <message>
        <source>精度不明</source>
        <translation>Accuracy not known</translation>
    </message>
    <message>
        <source>距设施 {distance}</source>
        <translation>{distance} from the asset</translation>
    </message>
</context>
<context>
    <name>SketchField</name>
    <message>
        <source>清除</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>签名</source>
        <translation>Sign</translation>
    </message>
    <message>
        <source>重新签名</source>
        <translation>Sign anew</translation>
    </message>
    <message>
        <source>绘图</source>
        <translation>Draw</translation>
    </message>
    <message>
        <source>重新绘图</source>
        <translation>Draw anew</translation>
    </message>
    <message>
        <source>还没有签名</source>
        <translation>Not signed yet</translation>
    </message>
    <message>
        <source>还没有绘图</source>
        <translation>Not drawn yet</translation>
    </message>
    <message>
        <source>读取中…</source>
        <translation>Reading…</translation>
    </message>
</context>
<context>
    <name>SlideControl</name>
    <message>
        <source>清除</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>未填</source>
        <translation>Not filled in</translation>
    </message>
</context>
<context>
    <name>SpotDialog</name>
    <message>
        <source>抽查清单</source>
        <translation>Spot check</translation>
    </message>
    <message>
        <source>每多少条抽一条，0 为不抽</source>
        <translation>One of so many; 0 for none</translation>
    </message>
    <message>
        <source>从第几级起算差，0 为不看</source>
        <translation>Bad from this class on; 0 for none</translation>
    </message>
    <message>
        <source>每人最初几条，0 为不看</source>
        <translation>First records of each; 0 for none</translation>
    </message>
    <message>
        <source>照片没有位置</source>
        <translation>photo without position</translation>
    </message>
    <message>
        <source>每</source>
        <translation>One of</translation>
    </message>
    <message>
        <source>条抽一条；评定</source>
        <translation>; class</translation>
    </message>
    <message>
        <source>级及以下；每人最初</source>
        <translation>and worse; first</translation>
    </message>
    <message>
        <source>条；</source>
        <translation>of each;</translation>
    </message>
    <message>
        <source>同样的规则在任何一台电脑上给出同样的清单，不靠随机。</source>
        <translation>The same rules give the same list on every computer; nothing is drawn by lot.</translation>
    </message>
    <message>
        <source>设施</source>
        <translation>Asset</translation>
    </message>
    <message>
        <source>乡镇</source>
        <translation>Township</translation>
    </message>
    <message>
        <source>巡查时间</source>
        <translation>Inspected</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>抽中的原因</source>
        <translation>Why it was chosen</translation>
    </message>
    <message>
        <source>抽查的记录</source>
        <translation>Records to look at again</translation>
    </message>
    <message>
        <source>没有抽中的记录</source>
        <translation>Nothing was chosen</translation>
    </message>
    <message>
        <source>放宽上面的规则再看。</source>
        <translation>Loosen the rules above.</translation>
    </message>
</context>
<context>
    <name>StartDialog</name>
    <message>
        <source>新建专项行动</source>
        <translation>New campaign</translation>
    </message>
    <message>
        <source>例如：防御第 15 号台风设施排查</source>
        <translation>For example: assets before typhoon no. 15</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>类型</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>设施类别</source>
        <translation>Kinds of asset</translation>
    </message>
    <message>
        <source>乡镇</source>
        <translation>Township</translation>
    </message>
    <message>
        <source>事后对这些设施再查一遍</source>
        <translation>Check these assets once more afterwards</translation>
    </message>
    <message>
        <source>排查截止</source>
        <translation>Triage by</translation>
    </message>
    <message>
        <source>复查开始</source>
        <translation>Check from</translation>
    </message>
    <message>
        <source>复查截止</source>
        <translation>Check until</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>开始专项</source>
        <translation>Begin</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>草稿</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>已退回</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>待审核</source>
        <translation>To review</translation>
    </message>
    <message>
        <source>已通过</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>已作废</source>
        <translation>Voided</translation>
    </message>
    <message>
        <source>在用</source>
        <translation>In use</translation>
    </message>
    <message>
        <source>已停用</source>
        <translation>Retired</translation>
    </message>
    <message>
        <source>进行中</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>已上报</source>
        <translation>Reported</translation>
    </message>
    <message>
        <source>待接收</source>
        <translation>To be accepted</translation>
    </message>
    <message>
        <source>已立案</source>
        <translation>Filed</translation>
    </message>
    <message>
        <source>已派遣</source>
        <translation>Assigned</translation>
    </message>
    <message>
        <source>已挂起</source>
        <translation>On hold</translation>
    </message>
    <message>
        <source>已处置</source>
        <translation>Handled</translation>
    </message>
    <message>
        <source>已核查</source>
        <translation>Verified</translation>
    </message>
    <message>
        <source>不予立案</source>
        <translation>Decline</translation>
    </message>
    <message>
        <source>已移送</source>
        <translation>Transferred</translation>
    </message>
    <message>
        <source>已结案</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>已计划</source>
        <translation>Planned</translation>
    </message>
    <message>
        <source>已开工</source>
        <translation>Started</translation>
    </message>
    <message>
        <source>已完工</source>
        <translation>Finished</translation>
    </message>
    <message>
        <source>已验收</source>
        <translation>Accepted</translation>
    </message>
    <message>
        <source>已确认</source>
        <translation>Confirmed</translation>
    </message>
    <message>
        <source>有效</source>
        <translation>Active</translation>
    </message>
    <message>
        <source>已撤销</source>
        <translation>Revoked</translation>
    </message>
</context>
<context>
    <name>Stick</name>
    <message>
        <source>已取消；已导入的部分保留，重新导入同一个文件即可。</source>
        <translation>Cancelled; what was taken in stays. Import the same file again to go on.</translation>
    </message>
    <message>
        <source>已导入：送达 {sent} 项、照片 {photos} 张，收到 {received} 项。</source>
        <translation>Imported: {sent} delivered, {photos} photos, {received} received.</translation>
    </message>
    <message>
        <source>有 {count} 项被服务器拒收，原因见“同步”页。</source>
        <translation> {count} were refused by the server; the page of sync says why.</translation>
    </message>
</context>
<context>
    <name>StickModel</name>
    <message>
        <source>已取消，没有留下文件。</source>
        <translation>Cancelled; no file was left.</translation>
    </message>
    <message>
        <source>已写入 {entries} 项、照片 {photos} 张：{name}。请安全弹出U盘；拿回回执之前仍算未送达。</source>
        <translation>Wrote {entries} entries and {photos} photos: {name}. Eject the stick; until the answer is back nothing counts as delivered.</translation>
    </message>
    <message>
        <source>还有 {left} 张照片放不下，等这次的回执导入后再导出一次。</source>
        <translation> {left} photos found no room; export once more after this file&apos;s answer has been imported.</translation>
    </message>
    <message>
        <source>已取消；没有写出回执，可以重来。</source>
        <translation>Cancelled; no answer was written. It can be done again.</translation>
    </message>
    <message>
        <source>服务器已收下。请把回执文件 {name} 带回导出它的那台电脑导入。</source>
        <translation>The server has taken it in. Take the answer {name} back to the computer that exported, and import it there.</translation>
    </message>
</context>
<context>
    <name>StickView</name>
    <message>
        <source>没有网络也不会丢：文件加密给服务器，只有它能打开；重复、漏带、拿错都不要紧。</source>
        <translation>Nothing is lost without a network: the file is sealed to the server and only it can open it. Twice, forgotten or mixed up does no harm.</translation>
    </message>
    <message>
        <source>用U盘同步</source>
        <translation>Sync by a stick</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>进度</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>一个文件最大</source>
        <translation>Largest file</translation>
    </message>
    <message>
        <source>一个文件最大 {size} GB</source>
        <translation>At most {size} GB a file</translation>
    </message>
    <message>
        <source>导出到U盘…</source>
        <translation>Export to a stick…</translation>
    </message>
    <message>
        <source>在这台电脑上导出</source>
        <translation>Export on this computer</translation>
    </message>
    <message>
        <source>把U盘带到任意一台能联网、已登记的电脑，在这一步选中文件代为送达；或交给管理员导入服务器。两种办法都会得到一个回执文件（{suffix}）。</source>
        <translation>Take the stick to any enrolled computer with a network and choose the file here to deliver it, or give it to the administrator to import at the server. Either way there is an answer ({suffix}).</translation>
    </message>
    <message>
        <source>代为送达…</source>
        <translation>Deliver for somebody…</translation>
    </message>
    <message>
        <source>在有网络的电脑上交给服务器</source>
        <translation>Give it to the server where there is a network</translation>
    </message>
    <message>
        <source>把回执文件拿回来导入：验证回执后才显示“已送达”，同时收到别人的新内容。首次数据也在这里导入。</source>
        <translation>Bring the answer back and import it: only verified receipts count as delivered, and what others did comes along. A first load is imported here too.</translation>
    </message>
    <message>
        <source>导入回执或首次数据…</source>
        <translation>Import an answer or a first load…</translation>
    </message>
    <message>
        <source>回到导出的电脑上导入回执</source>
        <translation>Import the answer where it was exported</translation>
    </message>
    <message>
        <source>同步文件 (*{suffix})</source>
        <translation>Sync files (*{suffix})</translation>
    </message>
    <message>
        <source>导出到U盘</source>
        <translation>Export to a stick</translation>
    </message>
    <message>
        <source>选择要代为送达的文件</source>
        <translation>Choose the file to deliver</translation>
    </message>
    <message>
        <source>回执文件 (*{suffix});;所有文件 (*)</source>
        <translation>Answers (*{suffix});;All files (*)</translation>
    </message>
    <message>
        <source>选择回执文件</source>
        <translation>Choose the answer</translation>
    </message>
    <message>
        <source>有 {count} 项等待送达；导出后它们仍留在本机，直到回执导入。</source>
        <translation>{count} wait to be delivered; they stay here until the answer is imported.</translation>
    </message>
    <message>
        <source>没有等待送达的内容；也可以导出一个小文件，只为取回别人的新内容。</source>
        <translation>Nothing waits; a small file can still be exported, only to get what others did.</translation>
    </message>
    <message>
        <source>正在处理，请不要拔出U盘</source>
        <translation>At work; do not pull out the stick</translation>
    </message>
</context>
<context>
    <name>StopTable</name>
    <message>
        <source>设施</source>
        <translation>Asset</translation>
    </message>
    <message>
        <source>本次</source>
        <translation>This time</translation>
    </message>
    <message>
        <source>还差</source>
        <translation>Missing</translation>
    </message>
    <message>
        <source>未查</source>
        <translation>Not looked at</translation>
    </message>
    <message>
        <source>未填完</source>
        <translation>Incomplete</translation>
    </message>
    <message>
        <source>{count} 处问题</source>
        <translation>{count} defects</translation>
    </message>
    <message>
        <source>正常</source>
        <translation>In time</translation>
    </message>
</context>
<context>
    <name>StrikePage</name>
    <message>
        <source>C 级村路销号</source>
        <translation>C roads to be struck off</translation>
    </message>
    <message>
        <source>C 级村路</source>
        <translation>C roads</translation>
    </message>
    <message>
        <source>把全区摸底的等级作为“摸底等级”一列导入道路路段后，C 级路会列在这里，整治前后照片齐全并经审核才销号。</source>
        <translation>Import the survey’s grades in the column of the survey grade of the roads; C roads are listed here and struck off once an approved record shows them before and after.</translation>
    </message>
    <message>
        <source>没有 C 级村路</source>
        <translation>No C roads</translation>
    </message>
    <message>
        <source>共 {count} 条，已销号 {struck} 条</source>
        <translation>{count} roads, {struck} struck off</translation>
    </message>
</context>
<context>
    <name>SupervisionPage</name>
    <message>
        <source>工单 / 专项</source>
        <translation>Orders / campaigns</translation>
    </message>
    <message>
        <source>乡镇概况</source>
        <translation>Townships</translation>
    </message>
    <message>
        <source>专项行动</source>
        <translation>Campaigns</translation>
    </message>
    <message>
        <source>工单</source>
        <translation>Orders</translation>
    </message>
</context>
<context>
    <name>Sync</name>
    <message>
        <source>正在同步</source>
        <translation>Syncing</translation>
    </message>
    <message>
        <source>尚未联系</source>
        <translation>Not contacted yet</translation>
    </message>
    <message>
        <source>在线</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>离线</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>{state} · 待同步 {count} 项</source>
        <translation>{state} · {count} waiting</translation>
    </message>
    <message>
        <source>{state} · 全部已送达</source>
        <translation>{state} · all delivered</translation>
    </message>
    <message>
        <source>正在联系服务器…</source>
        <translation>Contacting the server…</translation>
    </message>
    <message>
        <source>取回新内容</source>
        <translation>Fetching what is new</translation>
    </message>
    <message>
        <source>发送记录</source>
        <translation>Sending records</translation>
    </message>
    <message>
        <source>发送照片</source>
        <translation>Sending photos</translation>
    </message>
    <message>
        <source>取回缩略图</source>
        <translation>Fetching thumbnails</translation>
    </message>
    <message>
        <source>取回照片</source>
        <translation>Fetching photos</translation>
    </message>
    <message>
        <source>{done} / {all} 项</source>
        <translation>{done} of {all}</translation>
    </message>
    <message>
        <source>这台电脑还没有同步过</source>
        <translation>Never synced on this computer</translation>
    </message>
    <message>
        <source>上次同步 {moment}</source>
        <translation>Last sync {moment}</translation>
    </message>
    <message>
        <source>同步没有完成：{reason}</source>
        <translation>Sync did not complete: {reason}</translation>
    </message>
    <message>
        <source>同步没有完成：{reason}。{advice}</source>
        <translation>Sync did not complete: {reason}. {advice}</translation>
    </message>
    <message>
        <source>同步已取消；已送达的部分不会重发，其余下次继续。</source>
        <translation>Sync was cancelled; what was delivered is not sent again, the rest goes on next time.</translation>
    </message>
    <message>
        <source>同步完成，但有 {count} 项被服务器拒收；原因见下。</source>
        <translation>Sync completed, but the server refused {count}; see why below.</translation>
    </message>
    <message>
        <source>同步完成：送达 {sent} 项、照片 {photos} 张，收到 {received} 项。</source>
        <translation>Sync completed: {sent} delivered, {photos} photos, {received} received.</translation>
    </message>
</context>
<context>
    <name>SyncView</name>
    <message>
        <source>同步</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>用U盘同步…</source>
        <translation>Sync by a stick…</translation>
    </message>
    <message>
        <source>立即同步</source>
        <translation>Sync now</translation>
    </message>
    <message>
        <source>服务器状态</source>
        <translation>State of the server</translation>
    </message>
    <message>
        <source>同步进度</source>
        <translation>Progress of sync</translation>
    </message>
    <message>
        <source>怎样使用网络</source>
        <translation>How to use the network</translation>
    </message>
    <message>
        <source>网速不限</source>
        <translation>As fast as it goes</translation>
    </message>
    <message>
        <source>限速 100 kB/s</source>
        <translation>At most 100 kB/s</translation>
    </message>
    <message>
        <source>流量计费：先不传照片</source>
        <translation>Metered: photos later</translation>
    </message>
    <message>
        <source>登录已过期：输入密码，重新登录服务器。本机数据不受影响。</source>
        <translation>Your sign-in has expired: enter your password to sign in to the server again. Data on this computer are unharmed.</translation>
    </message>
    <message>
        <source>服务器密码</source>
        <translation>Password at the server</translation>
    </message>
    <message>
        <source>密码</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>重新登录</source>
        <translation>Sign in again</translation>
    </message>
    <message>
        <source>被拒收，需要处理</source>
        <translation>Refused, needs you</translation>
    </message>
    <message>
        <source>被拒收的内容</source>
        <translation>What was refused</translation>
    </message>
    <message>
        <source>重新提交这条记录</source>
        <translation>Submit this record again</translation>
    </message>
    <message>
        <source>原因消除后，把这条记录被拒收的内容按原样再交一次</source>
        <translation>Once the reason is gone, submit what was refused of this record again as it was</translation>
    </message>
    <message>
        <source>等待送达</source>
        <translation>Waiting to be delivered</translation>
    </message>
    <message>
        <source>等待送达的内容</source>
        <translation>What waits to be delivered</translation>
    </message>
    <message>
        <source>没有等待送达的内容</source>
        <translation>Nothing waits</translation>
    </message>
    <message>
        <source>本机的记录和照片都已有服务器回执。</source>
        <translation>The server has receipted every record and photo of this computer.</translation>
    </message>
    <message>
        <source>{reason}：{advice}</source>
        <translation>{reason}: {advice}</translation>
    </message>
    <message>
        <source>等待送达 {count} 项</source>
        <translation>Waiting to be delivered: {count}</translation>
    </message>
    <message>
        <source>两边都改了 {count} 处…</source>
        <translation>{count} changed on both sides…</translation>
    </message>
</context>
<context>
    <name>TimeField</name>
    <message>
        <source>时:分</source>
        <translation>Hour:minute</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>现在</source>
        <translation>Now</translation>
    </message>
</context>
<context>
    <name>TimelineCard</name>
    <message>
        <source>经过</source>
        <translation>History</translation>
    </message>
    <message>
        <source>上报</source>
        <translation>Reported</translation>
    </message>
    <message>
        <source>整改后照片</source>
        <translation>Photo after mending</translation>
    </message>
    <message>
        <source>整改前照片</source>
        <translation>Photo of the problem</translation>
    </message>
</context>
<context>
    <name>Today</name>
    <message>
        <source>已退回</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>去订正</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>还有 {count} 条意见，打开记录查看。</source>
        <translation>More remarks: {count}; open the record to read them.</translation>
    </message>
    <message>
        <source>待复核</source>
        <translation>To re-check</translation>
    </message>
    <message>
        <source>去复核</source>
        <translation>Re-check</translation>
    </message>
    <message>
        <source>保存于 {moment}</source>
        <translation>Saved {moment}</translation>
    </message>
    <message>
        <source>{count} 张照片</source>
        <translation>Photos: {count}</translation>
    </message>
    <message>
        <source>订正中</source>
        <translation>Correcting</translation>
    </message>
    <message>
        <source>草稿</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>继续</source>
        <translation>Go on</translation>
    </message>
</context>
<context>
    <name>TodayView</name>
    <message>
        <source>今日</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>交接</source>
        <translation>Handover</translation>
    </message>
    <message>
        <source>把设施、草稿和退回的记录交给另一个人，或接收别人交来的</source>
        <translation>Hand assets, drafts and returned records to another person, or accept what is offered</translation>
    </message>
    <message>
        <source>打印清单</source>
        <translation>Print list</translation>
    </message>
    <message>
        <source>按村排好路线的今日清单（Ctrl+P）</source>
        <translation>List of the day by village along the way (Ctrl+P)</translation>
    </message>
    <message>
        <source>新建巡查</source>
        <translation>New inspection</translation>
    </message>
    <message>
        <source>正在读取今日事项</source>
        <translation>Reading the day</translation>
    </message>
    <message>
        <source>逾期</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>本周到期</source>
        <translation>Due this week</translation>
    </message>
    <message>
        <source>已退回</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>待复核</source>
        <translation>To re-check</translation>
    </message>
    <message>
        <source>草稿</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>到期检查</source>
        <translation>Checks due</translation>
    </message>
    <message>
        <source>含他人负责的</source>
        <translation>Include others’</translation>
    </message>
    <message>
        <source>交接给他人的设施，其到期检查平时不列在这里</source>
        <translation>Checks of assets that others took over are not listed here otherwise</translation>
    </message>
    <message>
        <source>按村排路线</source>
        <translation>Order by village</translation>
    </message>
    <message>
        <source>退回待订正</source>
        <translation>Returned, to correct</translation>
    </message>
    <message>
        <source>待复核的问题</source>
        <translation>Problems to re-check</translation>
    </message>
    <message>
        <source>没有待处理的记录</source>
        <translation>Nothing to deal with</translation>
    </message>
    <message>
        <source>被退回的记录和没写完的草稿会出现在这里。</source>
        <translation>Returned records and unfinished drafts appear here.</translation>
    </message>
    <message>
        <source>没有逾期的检查</source>
        <translation>No check is overdue</translation>
    </message>
    <message>
        <source>再按一次“逾期”显示全部事项。</source>
        <translation>Press “Overdue” again to show everything.</translation>
    </message>
    <message>
        <source>仍可随时按 Ctrl+N 新建一次巡查；若设施名录是空的，请先同步。</source>
        <translation>You can begin an inspection at any time with Ctrl+N; if the list of assets is empty, sync first.</translation>
    </message>
    <message>
        <source>近七天没有到期的检查</source>
        <translation>No check is due within seven days</translation>
    </message>
</context>
<context>
    <name>TraceControl</name>
    <message>
        <source>撤销一步</source>
        <translation>Undo one step</translation>
    </message>
    <message>
        <source>删除所选</source>
        <translation>Delete selected</translation>
    </message>
    <message>
        <source>清除</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>纬度, 经度</source>
        <translation>Latitude, longitude</translation>
    </message>
    <message>
        <source>添加点</source>
        <translation>Add point</translation>
    </message>
    <message>
        <source>点的列表</source>
        <translation>List of points</translation>
    </message>
    <message>
        <source>双击或按 F2 修改，按 Delete 删除</source>
        <translation>Double click or F2 to change, Delete to remove</translation>
    </message>
    <message>
        <source>添加</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>在图上点，或输入纬度和经度；还差 {count} 点</source>
        <translation>Click the map, or type latitude and longitude; points still missing: {count}</translation>
    </message>
    <message>
        <source>{count} 点，长约 {metres} 米</source>
        <translation>{count} points, about {metres} m long</translation>
    </message>
    <message>
        <source>{count} 点，约 {area} 平方米（{mu} 亩）</source>
        <translation>{count} points, about {area} m² ({mu} mu)</translation>
    </message>
</context>
<context>
    <name>WaitReason</name>
    <message>
        <source>还没有发送</source>
        <translation>Not sent yet</translation>
    </message>
    <message>
        <source>点“立即同步”，或等待自动同步。</source>
        <translation>Press “Sync now”, or wait for the automatic sync.</translation>
    </message>
    <message>
        <source>连不上服务器</source>
        <translation>Server unreachable</translation>
    </message>
    <message>
        <source>数据已安全保存在本机；有网络时会自动再试。</source>
        <translation>Your data are safe on this computer; it is tried again when there is a network.</translation>
    </message>
    <message>
        <source>应答的不是本区服务器</source>
        <translation>Another server answered</translation>
    </message>
    <message>
        <source>网络可能需要先登录网页认证；请打开浏览器完成认证，再点“立即同步”。</source>
        <translation>The network may want you to sign in on a web page; do so in a browser, then press “Sync now”.</translation>
    </message>
    <message>
        <source>登录已过期</source>
        <translation>Sign-in expired</translation>
    </message>
    <message>
        <source>请在本页输入密码，重新登录服务器。</source>
        <translation>Enter your password on the sync page to sign in to the server again.</translation>
    </message>
    <message>
        <source>正在发送</source>
        <translation>Being sent</translation>
    </message>
    <message>
        <source>请稍候。</source>
        <translation>Please wait.</translation>
    </message>
    <message>
        <source>等待前序</source>
        <translation>Waits for what came before</translation>
    </message>
    <message>
        <source>服务器还缺这条记录之前的内容；再同步一次会先补发。</source>
        <translation>The server lacks earlier content of this record; another sync sends it first.</translation>
    </message>
    <message>
        <source>回执核对不上</source>
        <translation>Receipt not verified</translation>
    </message>
    <message>
        <source>服务器的回执与本机保存的公钥不符，不能当作送达；请联系管理员。</source>
        <translation>The server&apos;s receipt does not match the key kept here, so this does not count as delivered; tell your administrator.</translation>
    </message>
    <message>
        <source>服务器出错</source>
        <translation>Server error</translation>
    </message>
    <message>
        <source>数据仍在本机；稍后会自动再试，持续出现请联系管理员。</source>
        <translation>Your data are still here; it is tried again later. If it recurs, tell your administrator.</translation>
    </message>
    <message>
        <source>程序版本过旧</source>
        <translation>Program too old</translation>
    </message>
    <message>
        <source>请更新程序后再同步；数据仍在本机，不会丢失。</source>
        <translation>Update the program, then sync; your data are still here and will not be lost.</translation>
    </message>
    <message>
        <source>服务器拒收</source>
        <translation>Refused by the server</translation>
    </message>
    <message>
        <source>请打开记录，按所写原因处理后重新提交。</source>
        <translation>Open the record, deal with the reason given, then submit again.</translation>
    </message>
    <message>
        <source>内容不合规范</source>
        <translation>Content not in order</translation>
    </message>
    <message>
        <source>请打开记录检查后重新提交；若仍被退，请联系管理员。</source>
        <translation>Open the record, check it and submit again; if it is refused again, tell your administrator.</translation>
    </message>
    <message>
        <source>本机数据与服务器分叉</source>
        <translation>This computer and the server have forked</translation>
    </message>
    <message>
        <source>这台电脑可能被还原或复制过；请重新登记本机，未送达的内容会重新签发。</source>
        <translation>This computer may have been restored or copied; enrol it anew, and what was not delivered is signed again.</translation>
    </message>
</context>
<context>
    <name>WaitingTable</name>
    <message>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>记录</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>怎么办</source>
        <translation>What to do</translation>
    </message>
    <message>
        <source>大小</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>产生于</source>
        <translation>Made at</translation>
    </message>
    <message>
        <source>照片</source>
        <translation>Photos</translation>
    </message>
    <message>
        <source>（未命名）</source>
        <translation>(untitled)</translation>
    </message>
</context>
<context>
    <name>WasteView</name>
    <message>
        <source>只看未闭环的</source>
        <translation>Only open chains</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>联单号</source>
        <translation>Ticket</translation>
    </message>
    <message>
        <source>源头（t）</source>
        <translation>Source (t)</translation>
    </message>
    <message>
        <source>运输（t）</source>
        <translation>Haul (t)</translation>
    </message>
    <message>
        <source>消纳（t）</source>
        <translation>Disposal (t)</translation>
    </message>
    <message>
        <source>最近日期</source>
        <translation>Newest</translation>
    </message>
    <message>
        <source>乡镇</source>
        <translation>Township</translation>
    </message>
    <message>
        <source>建筑垃圾联单</source>
        <translation>Waste sheets</translation>
    </message>
    <message>
        <source>已闭环</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>共 {all} 个联单号，{open} 个未闭环</source>
        <translation>{all} tickets, {open} not closed</translation>
    </message>
    <message>
        <source>所有联单都已闭环</source>
        <translation>All chains are closed</translation>
    </message>
    <message>
        <source>去掉“只看未闭环的”可查看全部联单。</source>
        <translation>Untick “Only open chains” to see all tickets.</translation>
    </message>
    <message>
        <source>源头、运输、消纳三张检查表填同一个联单号，这里就会对上数量、指出缺的一张。</source>
        <translation>Give source, haul and disposal sheets the same ticket: their amounts are compared here and a missing one is named.</translation>
    </message>
    <message>
        <source>还没有建筑垃圾联单</source>
        <translation>No waste sheets yet</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>全区</source>
        <translation>Whole district</translation>
    </message>
    <message>
        <source>zh</source>
        <translation>en</translation>
    </message>
    <message>
        <source>已送达</source>
        <translation>Delivered</translation>
    </message>
    <message>
        <source>未送达 · {count} 项</source>
        <translation>Not delivered · {count}</translation>
    </message>
</context>
<context>
    <name>WorksDialog</name>
    <message>
        <source>修改项目</source>
        <translation>Change works</translation>
    </message>
    <message>
        <source>新增项目</source>
        <translation>New works</translation>
    </message>
    <message>
        <source>不分</source>
        <translation>Not divided</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Class</translation>
    </message>
    <message>
        <source>乡镇</source>
        <translation>Township</translation>
    </message>
    <message>
        <source>坡道归属</source>
        <translation>Ramp of</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>台账编号</source>
        <translation>Ledger no.</translation>
    </message>
    <message>
        <source>村居</source>
        <translation>Village</translation>
    </message>
    <message>
        <source>道路（掘路必填）</source>
        <translation>Road (needed for excavation)</translation>
    </message>
    <message>
        <source>地点或起止点</source>
        <translation>Place or from–to</translation>
    </message>
    <message>
        <source>计划量</source>
        <translation>Planned</translation>
    </message>
    <message>
        <source>完成量</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>牵头单位</source>
        <translation>Lead unit</translation>
    </message>
    <message>
        <source>开工日期</source>
        <translation>Starts on</translation>
    </message>
    <message>
        <source>完工日期</source>
        <translation>Ends on</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Remark</translation>
    </message>
</context>
<context>
    <name>WorksModel</name>
    <message>
        <source>台账：新增 {created}，更新 {updated}，未变 {unchanged}，未导入 {refused}</source>
        <translation>Ledger: {created} new, {updated} updated, {unchanged} unchanged, {refused} not imported</translation>
    </message>
</context>
<context>
    <name>WorksView</name>
    <message>
        <source>按类别筛选</source>
        <translation>Filter by subject</translation>
    </message>
    <message>
        <source>按乡镇筛选</source>
        <translation>Filter by township</translation>
    </message>
    <message>
        <source>新增项目</source>
        <translation>New works</translation>
    </message>
    <message>
        <source>导入台账</source>
        <translation>Import ledger</translation>
    </message>
    <message>
        <source>阶段</source>
        <translation>Stage</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Class</translation>
    </message>
    <message>
        <source>乡镇</source>
        <translation>Township</translation>
    </message>
    <message>
        <source>计划</source>
        <translation>Planned</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>牵头单位</source>
        <translation>Lead unit</translation>
    </message>
    <message>
        <source>标记</source>
        <translation>Mark</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Works</translation>
    </message>
    <message>
        <source>导入，无照片</source>
        <translation>Imported, no photo</translation>
    </message>
    <message>
        <source>修改</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>填写验收表</source>
        <translation>Fill in acceptance</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>验收记录</source>
        <translation>Acceptance</translation>
    </message>
    <message>
        <source>未提交</source>
        <translation>Not submitted</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>全部类别</source>
        <translation>All subjects</translation>
    </message>
    <message>
        <source>全区</source>
        <translation>Whole district</translation>
    </message>
    <message>
        <source>还没有项目</source>
        <translation>No works yet</translation>
    </message>
    <message>
        <source>点“新增项目”录入，或用“导入台账”取入历年台账；项目验收审核通过后计入目标。</source>
        <translation>Enter works with “New works”, or take in past ones with “Import ledger”; they count once their acceptance was approved.</translation>
    </message>
    <message>
        <source>选中一个项目，这里显示它的阶段、验收记录和可以做的事。</source>
        <translation>Choose works: their stage, acceptance and what can be done are shown here.</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
</context>
</TS>
