<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="zh_CN">
<context>
    <name>BatchesModel</name>
    <message numerus="yes">
        <source>%n 人</source>
        <translation>
            <numerusform>%n 人</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BatchesPage</name>
    <message numerus="yes">
        <source>全部导出（%n 个）</source>
        <translation>
            <numerusform>全部导出（%n 个）</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CardPapers</name>
    <message numerus="yes">
        <source>%n 张卡待领，打印什么</source>
        <translation>
            <numerusform>%n 张卡待领，打印什么</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 人地址不完整，没有标签：</source>
        <translation>
            <numerusform>%n 人地址不完整，没有标签：</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{unit}（%n 人）</source>
        <translation>
            <numerusform>{unit}（%n 人）</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CharacterDialog</name>
    <message numerus="yes">
        <source>找到 %n 个，列出最像的 {shown} 个，再加一样条件会更准。</source>
        <translation>
            <numerusform>找到 %n 个，列出最像的 {shown} 个，再加一样条件会更准。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>找到 %n 个。按 ↓ 后用方向键选择，回车插入。</source>
        <translation>
            <numerusform>找到 %n 个。按 ↓ 后用方向键选择，回车插入。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CitiesDialog</name>
    <message numerus="yes">
        <source>已保存 %n 个文件</source>
        <translation>
            <numerusform>已保存 %n 个文件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CounterLook</name>
    <message numerus="yes">
        <source>申请人指出 %n 处不对，已标在那里。</source>
        <translation>
            <numerusform>申请人指出 %n 处不对，已标在那里。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CounterPage</name>
    <message numerus="yes">
        <source>有 %n 人待办，按 F8 继续。</source>
        <translation>
            <numerusform>有 %n 人待办，按 F8 继续。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CounterSide</name>
    <message numerus="yes">
        <source>%n 项不合格</source>
        <translation>
            <numerusform>%n 项不合格</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 项待确认</source>
        <translation>
            <numerusform>%n 项待确认</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>合格，%n 项已说明</source>
        <translation>
            <numerusform>合格，%n 项已说明</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CounterWords</name>
    <message numerus="yes">
        <source>{label}等 %n 项</source>
        <translation>
            <numerusform>{label}等 %n 项</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DayDialog</name>
    <message numerus="yes">
        <source>%n 个单位</source>
        <translation>
            <numerusform>%n 个单位</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>还没有办结的 %n 条</source>
        <translation>
            <numerusform>还没有办结的 %n 条</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Decisions</name>
    <message numerus="yes">
        <source>%n 人已审核通过</source>
        <translation>
            <numerusform>%n 人已审核通过</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 人已退回</source>
        <translation>
            <numerusform>%n 人已退回</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeleteDialog</name>
    <message numerus="yes">
        <source>名单上 %n 人的信息和备好的照片都会删除，不能恢复；已经采集的记录不受影响。</source>
        <translation>
            <numerusform>名单上 %n 人的信息和备好的照片都会删除，不能恢复；已经采集的记录不受影响。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DestroyDialog</name>
    <message numerus="yes">
        <source>销毁 %n 条到期记录</source>
        <translation>
            <numerusform>销毁 %n 条到期记录</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>……另有 %n 条</source>
        <translation>
            <numerusform>……另有 %n 条</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Doors</name>
    <message numerus="yes">
        <source>已给 %n 人排好时间</source>
        <translation>
            <numerusform>已给 %n 人排好时间</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>已取消 %n 人的时间</source>
        <translation>
            <numerusform>已取消 %n 人的时间</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DriveWords</name>
    <message numerus="yes">
        <source>，填入 %n 项</source>
        <translation>
            <numerusform>，填入 %n 项</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>另有 %n 项</source>
        <translation>
            <numerusform>另有 %n 项</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>花名册与记录有 %n 项不同，以证件和录入的为准。</source>
        <translation>
            <numerusform>花名册与记录有 %n 项不同，以证件和录入的为准。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <source>导出批次 {number}，%n 人</source>
        <translation>
            <numerusform>导出批次 {number}，%n 人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>导出全部 %n 个待导出批次</source>
        <translation>
            <numerusform>导出全部 %n 个待导出批次</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 个批次已导出，回读校验一致。</source>
        <translation>
            <numerusform>%n 个批次已导出，回读校验一致。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>已导出 %n 个批次，不会重复写；其余仍封存着，随时可以接着导出。</source>
        <translation>
            <numerusform>已导出 %n 个批次，不会重复写；其余仍封存着，随时可以接着导出。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message numerus="yes">
        <source>%n 项检查合格</source>
        <translation>
            <numerusform>%n 项检查合格</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>登记表已打印 %n 次</source>
        <translation>
            <numerusform>登记表已打印 %n 次</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FeedbackPage</name>
    <message numerus="yes">
        <source>已读入 {file}，%n 条记录有更新</source>
        <translation>
            <numerusform>已读入 {file}，%n 条记录有更新</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FilesModel</name>
    <message numerus="yes">
        <source>%n 条</source>
        <translation>
            <numerusform>%n 条</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FirstStepsPage</name>
    <message numerus="yes">
        <source>还有 %n 步没做，随时在“设置”或“帮助”里按 F12 继续</source>
        <translation>
            <numerusform>还有 %n 步没做，随时在“设置”或“帮助”里按 F12 继续</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HandOverDialog</name>
    <message numerus="yes">
        <source>已写出 %n 个文件，回读一致。</source>
        <translation>
            <numerusform>已写出 %n 个文件，回读一致。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportPart</name>
    <message numerus="yes">
        <source>已导入 %n 人</source>
        <translation>
            <numerusform>已导入 %n 人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>，其中 %n 人本站已有记录</source>
        <translation>
            <numerusform>，其中 %n 人本站已有记录</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{title}（%n 人）</source>
        <translation>
            <numerusform>{title}（%n 人）</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MemorySheet</name>
    <message numerus="yes">
        <source>被退回 %n 次</source>
        <translation>
            <numerusform>被退回 %n 次</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MorningRound</name>
    <message numerus="yes">
        <source>开工检查：%n 项要看一看</source>
        <translation>
            <numerusform>开工检查：%n 项要看一看</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NamingDialog</name>
    <message numerus="yes">
        <source>导入 %n 人</source>
        <translation>
            <numerusform>导入 %n 人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>有问题的 %n 人不导入；改好后用“更新”再导入一次。</source>
        <translation>
            <numerusform>有问题的 %n 人不导入；改好后用“更新”再导入一次。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message numerus="yes">
        <source>%n 个工作小时</source>
        <translation>
            <numerusform>%n 个工作小时</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OwnLookSheet</name>
    <message numerus="yes">
        <source>已指出 %n 处</source>
        <translation>
            <numerusform>已指出 %n 处</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PackageWords</name>
    <message numerus="yes">
        <source>有 %n 条没有决定，暂未合并，随时可以再合并同一个包。</source>
        <translation>
            <numerusform>有 %n 条没有决定，暂未合并，随时可以再合并同一个包。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PackagesPage</name>
    <message numerus="yes">
        <source>%n 条待决定，暂不合并</source>
        <translation>
            <numerusform>%n 条待决定，暂不合并</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PapersDialog</name>
    <message numerus="yes">
        <source>%n 人的表格没有印上：</source>
        <translation>
            <numerusform>%n 人的表格没有印上：</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PeopleList</name>
    <message numerus="yes">
        <source>%n 个单位，未到的人多的在前；Enter 只看这个单位的人</source>
        <translation>
            <numerusform>%n 个单位，未到的人多的在前；Enter 只看这个单位的人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>已列出 %n 人，按花名册的顺序</source>
        <translation>
            <numerusform>已列出 %n 人，按花名册的顺序</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PhotoBar</name>
    <message numerus="yes">
        <source>往下看，还有 %n 项</source>
        <translation>
            <numerusform>往下看，还有 %n 项</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PictureReading</name>
    <message numerus="yes">
        <source>从证件图片填了 %n 项，请对照图片逐项确认。</source>
        <translation>
            <numerusform>从证件图片填了 %n 项，请对照图片逐项确认。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>证件图片与录入的有 %n 项不同，请逐项决定。</source>
        <translation>
            <numerusform>证件图片与录入的有 %n 项不同，请逐项决定。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PreviewDialog</name>
    <message numerus="yes">
        <source>共 %n 页</source>
        <translation>
            <numerusform>共 %n 页</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 份</source>
        <translation>
            <numerusform>%n 份</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PreviewWords</name>
    <message numerus="yes">
        <source>有 %n 个状态看不懂：</source>
        <translation>
            <numerusform>有 %n 个状态看不懂：</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>有 %n 列没有用到：</source>
        <translation>
            <numerusform>有 %n 列没有用到：</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 行不会读入，请看说明</source>
        <translation>
            <numerusform>%n 行不会读入，请看说明</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>读入 %n 行</source>
        <translation>
            <numerusform>读入 %n 行</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProofSheet</name>
    <message numerus="yes">
        <source>还有 %n 项待核对</source>
        <translation>
            <numerusform>还有 %n 项待核对</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Reading</name>
    <message numerus="yes">
        <source>另有 %n 项</source>
        <translation>
            <numerusform>另有 %n 项</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>证件与填写的有 %n 项不同，没有改动。</source>
        <translation>
            <numerusform>证件与填写的有 %n 项不同，没有改动。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReadyPart</name>
    <message numerus="yes">
        <source>%n 人审核通过，但还差材料（Enter 查看）</source>
        <translation>
            <numerusform>%n 人审核通过，但还差材料（Enter 查看）</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecordLister</name>
    <message numerus="yes">
        <source>已列出 %n 条，按更新时间排列</source>
        <translation>
            <numerusform>已列出 %n 条，按更新时间排列</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecordSheet</name>
    <message numerus="yes">
        <source>%n 项不合格照用</source>
        <translation>
            <numerusform>%n 项不合格照用</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecordsPage</name>
    <message numerus="yes">
        <source>登记表已打印，共 %n 次</source>
        <translation>
            <numerusform>登记表已打印，共 %n 次</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReturnAsking</name>
    <message numerus="yes">
        <source>退回 %n 人的记录</source>
        <translation>
            <numerusform>退回 %n 人的记录</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewBar</name>
    <message numerus="yes">
        <source>%n 人审核通过</source>
        <translation>
            <numerusform>%n 人审核通过</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message numerus="yes">
        <source>待审核 %n 条</source>
        <translation>
            <numerusform>待审核 %n 条</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>另有 %n 条记录待审核。</source>
        <translation>
            <numerusform>另有 %n 条记录待审核。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RosterPrinter</name>
    <message numerus="yes">
        <source>已输出 %n 人的名单</source>
        <translation>
            <numerusform>已输出 %n 人的名单</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SafetyTab</name>
    <message numerus="yes">
        <source>%n 份都已交给保管人。</source>
        <translation>
            <numerusform>%n 份都已交给保管人。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SafetyWords</name>
    <message numerus="yes">
        <source>%n 条记录已到期，应当销毁。</source>
        <translation>
            <numerusform>%n 条记录已到期，应当销毁。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 条已到期，但被保留，不销毁。</source>
        <translation>
            <numerusform>%n 条已到期，但被保留，不销毁。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SealDialog</name>
    <message numerus="yes">
        <source>封存这 %n 人为一个批次</source>
        <translation>
            <numerusform>封存这 %n 人为一个批次</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>另有 %n 人还差材料，不在这个批次里。</source>
        <translation>
            <numerusform>另有 %n 人还差材料，不在这个批次里。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>封存这 %n 人为 {parts} 个批次</source>
        <translation>
            <numerusform>封存这 %n 人为 {parts} 个批次</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>将分成 %n 个批次，导出为 %n 个上传包文件：{people} 人。</source>
        <translation>
            <numerusform>将分成 %n 个批次，导出为 %n 个上传包文件：{people} 人。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>最多 %n 人</source>
        <translation>
            <numerusform>最多 %n 人</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SectionRail</name>
    <message numerus="yes">
        <source>%n 项待改</source>
        <translation>
            <numerusform>%n 项待改</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 项提醒</source>
        <translation>
            <numerusform>%n 项提醒</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>还差 %n 项</source>
        <translation>
            <numerusform>还差 %n 项</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShareDialog</name>
    <message numerus="yes">
        <source>已写出 %n 个文件：</source>
        <translation>
            <numerusform>已写出 %n 个文件：</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SheetPrinter</name>
    <message numerus="yes">
        <source>已打印 %n 人的表格</source>
        <translation>
            <numerusform>已打印 %n 人的表格</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 人的表格没有印上：</source>
        <translation>
            <numerusform>%n 人的表格没有印上：</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SlotsDialog</name>
    <message numerus="yes">
        <source>{who}：%n 人，按花名册的顺序；以前排的由这次代替。</source>
        <translation>
            <numerusform>{who}：%n 人，按花名册的顺序；以前排的由这次代替。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Standing</name>
    <message numerus="yes">
        <source>已打印 %n 次</source>
        <translation>
            <numerusform>已打印 %n 次</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>退回的理由还有 %n 处没有改</source>
        <translation>
            <numerusform>退回的理由还有 %n 处没有改</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SummaryView</name>
    <message numerus="yes">
        <source>%n 人可以导入</source>
        <translation>
            <numerusform>%n 人可以导入</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 人要改</source>
        <translation>
            <numerusform>%n 人要改</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 处请留意</source>
        <translation>
            <numerusform>%n 处请留意</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tellings</name>
    <message numerus="yes">
        <source>有 %n 条记录退回给您改正。</source>
        <translation>
            <numerusform>有 %n 条记录退回给您改正。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>，连同 %n 项</source>
        <translation>
            <numerusform>，连同 %n 项</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>。还可撤销 %n 次</source>
        <translation>
            <numerusform>。还可撤销 %n 次</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message numerus="yes">
        <source>今日 %n 人</source>
        <translation>
            <numerusform>今日 %n 人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>待补 %n</source>
        <translation>
            <numerusform>待补 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>退回 %n</source>
        <translation>
            <numerusform>退回 %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrainingPage</name>
    <message numerus="yes">
        <source>，看了 %n 次提示</source>
        <translation>
            <numerusform>，看了 %n 次提示</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UnlockPage</name>
    <message numerus="yes">
        <source>还需等待 %n 秒</source>
        <translation>
            <numerusform>还需等待 %n 秒</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UpdateView</name>
    <message numerus="yes">
        <source>有问题的 %n 行不更新。</source>
        <translation>
            <numerusform>有问题的 %n 行不更新。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>名单上没有的 %n 人会移出花名册。</source>
        <translation>
            <numerusform>名单上没有的 %n 人会移出花名册。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>名单上没有的 %n 人会保留；要移出请按 D。</source>
        <translation>
            <numerusform>名单上没有的 %n 人会保留；要移出请按 D。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VerifyDialog</name>
    <message numerus="yes">
        <source>上传包有 %n 处不对。</source>
        <translation>
            <numerusform>上传包有 %n 处不对。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WrittenSheet</name>
    <message numerus="yes">
        <source>共 %n 个文件，{size}</source>
        <translation>
            <numerusform>共 %n 个文件，{size}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>另有 %n 个</source>
        <translation>
            <numerusform>另有 %n 个</numerusform>
        </translation>
    </message>
</context>
</TS>
