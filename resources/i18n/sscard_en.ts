<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>Answers</name>
    <message>
        <source>申请人说：{label} {answer}</source>
        <translation>They say: {label} – {answer}</translation>
    </message>
</context>
<context>
    <name>ApologyDialog</name>
    <message>
        <source>程序出了错，对不起</source>
        <translation>Something went wrong in the program. We are sorry.</translation>
    </message>
    <message>
        <source>这是程序的错，不是您的操作问题。已离开的输入框内容都已保存；请核对刚才正在填写的一项。</source>
        <translation>This is the program&apos;s fault, not yours. Every field that you had left is saved; please check the one you were filling in.</translation>
    </message>
    <message>
        <source>错误报告已保存（不含个人信息），请交给技术支持：{path}</source>
        <translation>An error report without personal data was saved; please hand it to support: {path}</translation>
    </message>
    <message>
        <source>关闭程序</source>
        <translation>Close the program</translation>
    </message>
    <message>
        <source>继续工作</source>
        <translation>Go on working</translation>
    </message>
    <message>
        <source>请把这个代码告诉技术支持</source>
        <translation>Tell support this code</translation>
    </message>
    <message>
        <source>电话里一位一位地读，或把二维码拍照发过去。代码里没有 0、1 和容易混淆的字母，也没有任何个人信息。</source>
        <translation>Read it sign by sign over the telephone, or send a photo of the QR. It has no 0, no 1 and no letters that look alike, and nothing of anybody.</translation>
    </message>
    <message>
        <source>代码的二维码</source>
        <translation>QR of the code</translation>
    </message>
    <message>
        <source>错误报告没能保存，可能是磁盘已满。请记下上面的代码。</source>
        <translation>The report couldn&apos;t be saved, the disk may be full. Please note the code above.</translation>
    </message>
</context>
<context>
    <name>AppearanceTab</name>
    <message>
        <source>语言与外观</source>
        <translation>Language and look</translation>
    </message>
    <message>
        <source>语言 Language</source>
        <translation>Language 语言</translation>
    </message>
    <message>
        <source>外观</source>
        <translation>Look</translation>
    </message>
    <message>
        <source>字号</source>
        <translation>Type size</translation>
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
        <source>高对比度</source>
        <translation>High contrast</translation>
    </message>
    <message>
        <source>标准</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>大字</source>
        <translation>Large</translation>
    </message>
    <message>
        <source>显示比例</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>动画</source>
        <translation>Animation</translation>
    </message>
    <message>
        <source>有</source>
        <translation>On</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Off</translation>
    </message>
    <message>
        <source>这块屏幕最多放大到 %1 %，再大页面就放不下了。</source>
        <translation>This screen has room for up to %1 %.</translation>
    </message>
    <message>
        <source>100 %。这块屏幕上，大字之外没有再放大的地方了。</source>
        <translation>100 %. Beyond large type, this screen has no room to zoom.</translation>
    </message>
    <message>
        <source>100 %。这块屏幕没有再放大的地方了；想看得大一些，请选大字。</source>
        <translation>100 %. This screen has no room to zoom; for a larger view, choose large type.</translation>
    </message>
</context>
<context>
    <name>ApplicantScreen</name>
    <message>
        <source>不用</source>
        <translation>None</translation>
    </message>
    <message>
        <source>没有接上</source>
        <translation>Not connected</translation>
    </message>
    <message>
        <source>询问</source>
        <translation>Ask</translation>
    </message>
    <message>
        <source>窗口</source>
        <translation>Window</translation>
    </message>
    <message>
        <source>申请人在上面看到正在填写的信息、拍照画面、告知书和受理编号；没有人时只显示欢迎。选“询问”时，接上第二块屏幕后在办理页上问一次。</source>
        <translation>Applicants see their details as they are filled in, the camera&apos;s picture, the texts and the receipt number; while nobody is there, a welcome only. “Ask”: the counter asks once a second screen is connected.</translation>
    </message>
</context>
<context>
    <name>AtWork</name>
    <message>
        <source>查看这条记录</source>
        <translation>Show this record</translation>
    </message>
</context>
<context>
    <name>AwaitedModel</name>
    <message>
        <source>序号</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>表格</source>
        <translation>Sheet</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>已交回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>打印后改过</source>
        <translation>Changed since</translation>
    </message>
    <message>
        <source>还没交</source>
        <translation>Awaited</translation>
    </message>
</context>
<context>
    <name>BackupPlaceDialog</name>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>备份设置</source>
        <translation>Backup settings</translation>
    </message>
    <message>
        <source>第二处请选 U 盘或另一块盘：电脑丢了，备份还在。备份和站点一样加密。</source>
        <translation>For the second place take a stick or another disk: it is there when the computer isn&apos;t. Backups are encrypted like the station.</translation>
    </message>
    <message>
        <source>备份到哪个文件夹（不填则在站点文件夹里）</source>
        <translation>Folder for backups (empty: in the station&apos;s folder)</translation>
    </message>
    <message>
        <source>第二处（没有则不填）</source>
        <translation>Second place (empty: none)</translation>
    </message>
    <message>
        <source>每处保留多少份</source>
        <translation>How many stay in each place</translation>
    </message>
    <message>
        <source>有新内容时，每多少小时自动备份</source>
        <translation>Hours between backups, where there is new work</translation>
    </message>
</context>
<context>
    <name>BackupStep</name>
    <message>
        <source>请输入您的登录密码：备份要用它打开一次，才知道真的能恢复。</source>
        <translation>Type your password: the backup is opened with it once, to know that it can be restored.</translation>
    </message>
    <message>
        <source>请写完整的位置，或者按 F4 选择。</source>
        <translation>Write the whole path, or choose it with F4.</translation>
    </message>
    <message>
        <source>正在备份…</source>
        <translation>Backing up…</translation>
    </message>
    <message>
        <source>备份另放一处：U 盘或另一块盘上的文件夹</source>
        <translation>A second place: a folder on a stick or another disk</translation>
    </message>
    <message>
        <source>按 F4 选择；不填就只在这台电脑里</source>
        <translation>F4 chooses; empty keeps it on this computer only</translation>
    </message>
    <message>
        <source>您的登录密码（试着打开备份用）</source>
        <translation>Your password (to try the backup)</translation>
    </message>
    <message>
        <source>备份，并试着恢复</source>
        <translation>Back up, and restore on trial</translation>
    </message>
    <message>
        <source>备份只在这台电脑里。</source>
        <translation>The backup is on this computer only.</translation>
    </message>
    <message>
        <source>电脑丢了、坏了，备份也没了。</source>
        <translation>If the computer is lost or breaks, so is the backup.</translation>
    </message>
    <message>
        <source>正在试着恢复…</source>
        <translation>Restoring on trial…</translation>
    </message>
</context>
<context>
    <name>Badges</name>
    <message>
        <source>不合格照用</source>
        <translation>Overridden</translation>
    </message>
    <message>
        <source>退回过 {count} 次</source>
        <translation>Returned {count}×</translation>
    </message>
    <message>
        <source>抽中</source>
        <translation>Sampled</translation>
    </message>
    <message>
        <source>警告 {count}</source>
        <translation>Warnings {count}</translation>
    </message>
    <message>
        <source>{name} 已初审</source>
        <translation>1st: {name}</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>关闭提示</source>
        <translation>Close the message</translation>
    </message>
</context>
<context>
    <name>BatchStatus</name>
    <message>
        <source>未封存</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>已封存，待导出</source>
        <translation>Sealed, to export</translation>
    </message>
    <message>
        <source>已导出</source>
        <translation>Exported</translation>
    </message>
    <message>
        <source>已收到回盘</source>
        <translation>Acknowledged</translation>
    </message>
    <message>
        <source>已作废</source>
        <translation>Cancelled</translation>
    </message>
</context>
<context>
    <name>BatchesModel</name>
    <message>
        <source>批次号</source>
        <translation>Batch</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>人数</source>
        <translation>People</translation>
    </message>
    <message>
        <source>封存</source>
        <translation>Sealed</translation>
    </message>
    <message>
        <source>最近导出</source>
        <translation>Last exported</translation>
    </message>
    <message numerus="yes">
        <source>%n 人</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BatchesPage</name>
    <message>
        <source>封存批次</source>
        <translation>Seal batch</translation>
    </message>
    <message>
        <source>本站批次</source>
        <translation>Batches of this station</translation>
    </message>
    <message>
        <source>还没有批次</source>
        <translation>No batches yet</translation>
    </message>
    <message>
        <source>审核通过的记录封存成批次，再导出为加密的上传包。</source>
        <translation>Approved records are sealed into batches, which leave as encrypted packages.</translation>
    </message>
    <message>
        <source>校验上传包</source>
        <translation>Check a package</translation>
    </message>
    <message>
        <source>作废批次</source>
        <translation>Cancel batch</translation>
    </message>
    <message>
        <source>再次导出的内容与上次完全一样</source>
        <translation>What is exported again is the same as before</translation>
    </message>
    <message>
        <source>再次导出</source>
        <translation>Export again</translation>
    </message>
    <message>
        <source>导出批次</source>
        <translation>Export batch</translation>
    </message>
    <message>
        <source>批次 {number} 已封存</source>
        <translation>Batch {number} is sealed</translation>
    </message>
    <message>
        <source>批次里的人恢复为审核通过，可以进入别的批次；批次号不再使用。</source>
        <translation>Its people are approved again and may go into another batch; its number is never used again.</translation>
    </message>
    <message>
        <source>它已经导出过：请确认上传包没有交出，或已通知收件人停用。</source>
        <translation> It was exported already: make sure that the package wasn&apos;t handed over, or that the receiver was told not to use it.</translation>
    </message>
    <message>
        <source>作废批次 {number}</source>
        <translation>Cancel batch {number}</translation>
    </message>
    <message>
        <source>批次里有人的信息要更正</source>
        <translation>Somebody&apos;s data in it must be corrected</translation>
    </message>
    <message>
        <source>社保部门要求重新上报</source>
        <translation>The bureau asked for a new report</translation>
    </message>
    <message>
        <source>误操作</source>
        <translation>Made by mistake</translation>
    </message>
    <message>
        <source>批次 {number} 已作废</source>
        <translation>Batch {number} is cancelled</translation>
    </message>
    <message>
        <source>打印表格</source>
        <translation>Print forms</translation>
    </message>
    <message numerus="yes">
        <source>全部导出（%n 个）</source>
        <translation>
            <numerusform>Export all (%n)</numerusform>
            <numerusform>Export all (%n)</numerusform>
        </translation>
    </message>
    <message>
        <source>这个批次已作废，不再导出。</source>
        <translation>This batch was cancelled; it isn&apos;t exported any more.</translation>
    </message>
</context>
<context>
    <name>BehindDoors</name>
    <message>
        <source>这种业务没有要同意的文字。</source>
        <translation>This kind of business has no texts to agree to.</translation>
    </message>
    <message>
        <source>申请人还在核对。本人口头说都对的，按 Ctrl+H。</source>
        <translation>The applicant is still reading. If they say that all is right, press Ctrl+H.</translation>
    </message>
    <message>
        <source>本市的表格在纸上签名。</source>
        <translation>This city&apos;s forms are signed on paper.</translation>
    </message>
    <message>
        <source>签名之后内容就不能再改，先把其他的办完。</source>
        <translation>What is signed can&apos;t change any more: do all the rest first. </translation>
    </message>
    <message>
        <source>这种业务不需要这类图片。</source>
        <translation>This kind of business needs no such picture.</translation>
    </message>
    <message>
        <source>先放证件，或按 F2 手工录入。</source>
        <translation>Lay a card on first, or press F2 and type.</translation>
    </message>
    <message>
        <source>这条记录只能查看。</source>
        <translation>This record is only shown.</translation>
    </message>
</context>
<context>
    <name>BulkDialog</name>
    <message>
        <source>批量导入照片</source>
        <translation>Import many photos</translation>
    </message>
    <message>
        <source>对上 {matched} 张，没有对上 {left} 个；另有 {without} 条记录还没有照片。还没有存入。</source>
        <translation>{matched} matched, {left} not; {without} more records have no photo. Nothing is stored yet.</translation>
    </message>
    <message>
        <source>正在制作和检查：{done} / {total}</source>
        <translation>Making and checking: {done} / {total}</translation>
    </message>
    <message>
        <source>存入 {stored} 张，以前已导入 {before} 张，需要处理 {left} 个。</source>
        <translation>{stored} stored, {before} imported before, {left} to be looked at.</translation>
    </message>
    <message>
        <source>已停止，存入的都在。</source>
        <translation>Stopped; what was stored is there.</translation>
    </message>
    <message>
        <source>问题清单已保存</source>
        <translation>Saved</translation>
    </message>
    <message>
        <source>正在停止…</source>
        <translation>Stopping…</translation>
    </message>
    <message>
        <source>按 Enter 继续；以后再导入同一个文件夹也会接着做。</source>
        <translation>Press Enter to go on; importing the same folder later goes on too.</translation>
    </message>
    <message>
        <source>对上 {matched} 张，没有对上 {left} 个；名单上另有 {without} 人还没有照片。还没有存入。</source>
        <translation>{matched} matched, {left} not; {without} more people on the list have no photo. Nothing is stored yet.</translation>
    </message>
</context>
<context>
    <name>BulkKeys</name>
    <message>
        <source>用这一张</source>
        <translation>Use this one</translation>
    </message>
    <message>
        <source>新旧比较</source>
        <translation>Compare</translation>
    </message>
    <message>
        <source>注明理由并采用</source>
        <translation>Take it with a reason</translation>
    </message>
    <message>
        <source>保存问题清单</source>
        <translation>Save what is left</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>核对</source>
        <translation>Look</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>继续，还有 {count} 张</source>
        <translation>Go on, {count} left</translation>
    </message>
    <message>
        <source>制作并存入 {count} 张</source>
        <translation>Make and store {count}</translation>
    </message>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>BulkLeft</name>
    <message>
        <source>采用检查不通过的照片</source>
        <translation>Take a photo that fails a check</translation>
    </message>
    <message>
        <source>新照片</source>
        <translation>New photo</translation>
    </message>
    <message>
        <source>原来的照片</source>
        <translation>Photo before</translation>
    </message>
    <message>
        <source>芯片里的照片</source>
        <translation>Photo from the chip</translation>
    </message>
    <message>
        <source>证件正面</source>
        <translation>ID picture</translation>
    </message>
    <message>
        <source>换成新照片</source>
        <translation>Use the new photo</translation>
    </message>
    <message>
        <source>二次采集</source>
        <translation>Second collection</translation>
    </message>
    <message>
        <source>原照片不合格</source>
        <translation>The photo before won&apos;t do</translation>
    </message>
    <message>
        <source>原照片不是本人</source>
        <translation>The photo before is of somebody else</translation>
    </message>
    <message>
        <source>本人无法重拍</source>
        <translation>Can&apos;t be taken again</translation>
    </message>
    <message>
        <source>经核对符合要求</source>
        <translation>Looked at and found right</translation>
    </message>
    <message>
        <source>当地允许</source>
        <translation>Allowed here</translation>
    </message>
    <message>
        <source>采用</source>
        <translation>Take it</translation>
    </message>
    <message>
        <source>原来的照片将被替换；理由记入操作日志。</source>
        <translation>The photo before will be replaced; the reason goes into the audit trail.</translation>
    </message>
</context>
<context>
    <name>BulkModel</name>
    <message>
        <source>没有对上</source>
        <translation>Not matched</translation>
    </message>
    <message>
        <source>没有读取</source>
        <translation>Not read</translation>
    </message>
    <message>
        <source>已有照片；同一个文件不会重做，不同的不覆盖</source>
        <translation>Has a photo; the same file isn&apos;t made again, another doesn&apos;t replace it</translation>
    </message>
    <message>
        <source>对上</source>
        <translation>Matched</translation>
    </message>
    <message>
        <source>已存入</source>
        <translation>Stored</translation>
    </message>
    <message>
        <source>以前已导入</source>
        <translation>Imported before</translation>
    </message>
    <message>
        <source>检查不通过</source>
        <translation>Fails a check</translation>
    </message>
    <message>
        <source>做不成</source>
        <translation>Can&apos;t be made</translation>
    </message>
    <message>
        <source>已有照片</source>
        <translation>Has a photo</translation>
    </message>
    <message>
        <source>记录已变</source>
        <translation>Record changed</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>File</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>证件号码</source>
        <translation>Document number</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>What to do</translation>
    </message>
    <message>
        <source>别人的照片</source>
        <translation>Another&apos;s photo</translation>
    </message>
</context>
<context>
    <name>BulkQuestion</name>
    <message>
        <source>文件夹</source>
        <translation>Folder</translation>
    </message>
    <message>
        <source>zip 压缩包</source>
        <translation>Zip file</translation>
    </message>
    <message>
        <source>照片在哪里</source>
        <translation>Where the pictures are</translation>
    </message>
    <message>
        <source>文件名里有证件号码</source>
        <translation>Number in the name</translation>
    </message>
    <message>
        <source>姓名（加检索码）</source>
        <translation>Name (and code)</translation>
    </message>
    <message>
        <source>按文件名顺序</source>
        <translation>Order of the names</translation>
    </message>
    <message>
        <source>按拍摄时间</source>
        <translation>Order of the times</translation>
    </message>
    <message>
        <source>怎样认出是谁的照片（方向键或数字键选择）</source>
        <translation>What tells whose they are (arrows or a digit)</translation>
    </message>
    <message>
        <source>请选择文件夹或压缩包。按 F4 选择。</source>
        <translation>Choose a folder or zip. F4 opens a dialog.</translation>
    </message>
    <message>
        <source>相机存储卡</source>
        <translation>Memory card</translation>
    </message>
    <message>
        <source>全部照片</source>
        <translation>All pictures</translation>
    </message>
    <message>
        <source>只要上次导入以后拍的</source>
        <translation>Only newer than the last import</translation>
    </message>
    <message>
        <source>姓名（加编号）</source>
        <translation>Name (and number)</translation>
    </message>
    <message>
        <source>对照刷卡时间</source>
        <translation>By card reads</translation>
    </message>
    <message>
        <source>另一台电脑的刷卡记录（本机刷的卡就留空）</source>
        <translation>Another laptop&apos;s card reads (empty for this one&apos;s)</translation>
    </message>
    <message>
        <source>按顺序时，对应的是还没有照片、可以修改的记录，先录入的在前。</source>
        <translation>By order, they go to the open records without a photo, the first begun first.</translation>
    </message>
    <message>
        <source>没来的人，照片先留在花名册里，来办时自动采用；按顺序时，按花名册的顺序。</source>
        <translation>Who hasn&apos;t come yet gets the photo kept with the roster, and it is used when they do. By order means the roster&apos;s order.</translation>
    </message>
    <message>
        <source>先给您看每张照片对上了谁，确认后才存入。有一点对不上的都不会分配。</source>
        <translation>You see whose each picture is before anything is stored. Nothing is assigned on doubt. </translation>
    </message>
    <message>
        <source>没有找到相机存储卡。插好后再选一次，或按 F4 选它的 DCIM 文件夹。</source>
        <translation>No camera&apos;s memory card was found. Insert it and choose this again, or press F4 and choose its DCIM folder.</translation>
    </message>
    <message>
        <source>哪一张存储卡？</source>
        <translation>Which memory card?</translation>
    </message>
    <message>
        <source>哪些照片</source>
        <translation>Which pictures</translation>
    </message>
</context>
<context>
    <name>BulkSaving</name>
    <message>
        <source>保存问题清单</source>
        <translation>Save what is left</translation>
    </message>
    <message>
        <source>照片导入：需要处理的文件</source>
        <translation>Photo import: files to be looked at</translation>
    </message>
    <message>
        <source>内含个人照片，处理完请销毁。</source>
        <translation>It shows people: destroy it when done.</translation>
    </message>
</context>
<context>
    <name>BusinessSheet</name>
    <message>
        <source>办理哪种业务</source>
        <translation>Which business</translation>
    </message>
    <message>
        <source>按数字选择，或输入名称、拼音首字母</source>
        <translation>Press its number, or type its name or pinyin initials</translation>
    </message>
</context>
<context>
    <name>BusinessStrip</name>
    <message>
        <source>工本费 {fee} 元</source>
        <translation>Fee: {fee} yuan</translation>
    </message>
    <message>
        <source>换业务</source>
        <translation>Another business</translation>
    </message>
</context>
<context>
    <name>CameraCheck</name>
    <message>
        <source>{width} × {height}，每秒 {rate} 帧</source>
        <translation>{width} × {height}, {rate} frames a second</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>这一项自动</source>
        <translation>This one automatic</translation>
    </message>
    <message>
        <source>全部自动</source>
        <translation>All automatic</translation>
    </message>
    <message>
        <source>画面像镜子一样左右对调，拍下的照片不对调。</source>
        <translation>The picture is mirrored like a looking-glass; the photo that is taken isn&apos;t.</translation>
    </message>
    <message>
        <source>证件画面不对调。</source>
        <translation>Documents aren&apos;t mirrored.</translation>
    </message>
    <message>
        <source>好了</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>拍照的摄像头</source>
        <translation>Camera for photos</translation>
    </message>
    <message>
        <source>拍证件的摄像头</source>
        <translation>Camera for documents</translation>
    </message>
    <message>
        <source>摄像头画面</source>
        <translation>Camera picture</translation>
    </message>
</context>
<context>
    <name>CameraChooser</name>
    <message>
        <source>没有摄像头</source>
        <translation>No camera</translation>
    </message>
    <message>
        <source>调整画面…</source>
        <translation>Adjust the picture…</translation>
    </message>
    <message>
        <source>{camera}：没有画面</source>
        <translation>{camera}: no picture</translation>
    </message>
</context>
<context>
    <name>CameraStep</name>
    <message>
        <source>拍照画面</source>
        <translation>Photo camera</translation>
    </message>
    <message>
        <source>证件画面</source>
        <translation>Document camera</translation>
    </message>
</context>
<context>
    <name>CamerasPanel</name>
    <message>
        <source>自动：{camera}</source>
        <translation>Automatic: {camera}</translation>
    </message>
    <message>
        <source>自动</source>
        <translation>Automatic</translation>
    </message>
    <message>
        <source>选定的摄像头（没有插上）</source>
        <translation>The chosen camera (not connected)</translation>
    </message>
    <message>
        <source>插上后自动改用；现在用：{camera}</source>
        <translation>It is used once it is plugged in; now: {camera}</translation>
    </message>
    <message>
        <source>没有找到摄像头。插上 USB 摄像头后会自动出现。</source>
        <translation>No camera was found. A USB camera appears here once it is plugged in.</translation>
    </message>
    <message>
        <source>拍照用</source>
        <translation>For photos</translation>
    </message>
    <message>
        <source>拍证件用</source>
        <translation>For documents</translation>
    </message>
    <message>
        <source>看画面、调整</source>
        <translation>Look and adjust</translation>
    </message>
    <message>
        <source>镜头前发生什么</source>
        <translation>What the cameras see</translation>
    </message>
    <message>
        <source>数据线</source>
        <translation>Cable</translation>
    </message>
    <message>
        <source>插着</source>
        <translation>Plugged in</translation>
    </message>
    <message>
        <source>拔掉</source>
        <translation>Pulled</translation>
    </message>
</context>
<context>
    <name>CampaignDialog</name>
    <message>
        <source>批期设置包</source>
        <translation>Campaign set-up</translation>
    </message>
    <message>
        <source>审核员给的 .sscard 文件，里面有城市、单位名录、人员名单和信任的站点。</source>
        <translation>The .sscard file from the supervisor: it holds the city, the units, the people and the trusted stations.</translation>
    </message>
    <message>
        <source>设置包文件</source>
        <translation>Set-up file</translation>
    </message>
    <message>
        <source>设置包密码</source>
        <translation>Its password</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>请选择设置包。按 F4 选择。</source>
        <translation>Choose the set-up file. F4 opens the list.</translation>
    </message>
</context>
<context>
    <name>CampaignSetupPage</name>
    <message>
        <source>按设置包建立站点</source>
        <translation>Set up a station by a file</translation>
    </message>
    <message>
        <source>这台电脑是哪个站点</source>
        <translation>Which station this computer is</translation>
    </message>
    <message>
        <source>站点名称</source>
        <translation>Station&apos;s name</translation>
    </message>
    <message>
        <source>站点编号（1–9999，本地区内不重复）</source>
        <translation>Station&apos;s number (1–9999, unique in the area)</translation>
    </message>
    <message>
        <source>由哪位审核员建立</source>
        <translation>Which supervisor sets it up</translation>
    </message>
    <message>
        <source>审核员用户名</source>
        <translation>The supervisor&apos;s user name</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>建立站点</source>
        <translation>Set up the station</translation>
    </message>
    <message>
        <source>{count} 人，各自的密码建好以后再设</source>
        <translation>{count}; each gets a password afterwards</translation>
    </message>
    <message>
        <source>单位 {units} 个，花名册 {lists} 份，信任的站点 {stations} 个</source>
        <translation>units: {units}, rosters: {lists}, trusted stations: {stations}</translation>
    </message>
    <message>
        <source>站点</source>
        <translation>Station</translation>
    </message>
    <message>
        <source>城市和批期</source>
        <translation>City and campaign</translation>
    </message>
    <message>
        <source>{city}，{campaign} 批期</source>
        <translation>{city}, campaign {campaign}</translation>
    </message>
    <message>
        <source>人员</source>
        <translation>People</translation>
    </message>
    <message>
        <source>一起带来</source>
        <translation>Comes along</translation>
    </message>
    <message>
        <source>签名指纹</source>
        <translation>Signed by</translation>
    </message>
    <message>
        <source>{key}，请和发设置包的人核对</source>
        <translation>{key}; compare it with whoever sent the file</translation>
    </message>
    <message>
        <source>请填写{label}。</source>
        <translation>Please fill in: {label}.</translation>
    </message>
    <message>
        <source>编号在 1 到 9999 之间。</source>
        <translation>A number from 1 to 9999.</translation>
    </message>
    <message>
        <source>正在建立…</source>
        <translation>Setting up…</translation>
    </message>
    <message>
        <source>{name}（{user}）</source>
        <translation>{name} ({user})</translation>
    </message>
    <message>
        <source>{name} 用下面的密码登录；共 {count} 人</source>
        <translation>{name} logs in with the password below; {count} in all</translation>
    </message>
</context>
<context>
    <name>CardCamera</name>
    <message>
        <source>拍好了，正在处理…</source>
        <translation>Taken, working on it…</translation>
    </message>
    <message>
        <source>把{side}放进框里，拿稳，按空格拍</source>
        <translation>Lay the {side} into the frame, hold still, press Space</translation>
    </message>
    <message>
        <source>这还是{shown}，请翻到{side}</source>
        <translation>This is still the {shown}; turn it to the {side}</translation>
    </message>
    <message>
        <source>{taken}好了，请翻到{side}</source>
        <translation>Done with the {taken}; turn it to the {side}</translation>
    </message>
    <message>
        <source>请移动一下证件，再放好</source>
        <translation>Move the card a little and lay it down again</translation>
    </message>
    <message>
        <source>请放上证件，{side}朝上</source>
        <translation>Lay the card down, {side} up</translation>
    </message>
    <message>
        <source>放稳，马上就拍</source>
        <translation>Hold still, taking it now</translation>
    </message>
    <message>
        <source>高拍仪画面</source>
        <translation>Document camera&apos;s picture</translation>
    </message>
</context>
<context>
    <name>CardPapers</name>
    <message>
        <source>没有待领的卡。读入回盘后，可领卡的人会出现在这里。</source>
        <translation>No card waits. Once feedback was read, people whose cards are ready appear here.</translation>
    </message>
    <message>
        <source>领卡签收表（按单位）</source>
        <translation>List to sign, by unit</translation>
    </message>
    <message>
        <source>领卡通知单（每人一张）</source>
        <translation>Notices, one a person</translation>
    </message>
    <message>
        <source>邮寄标签</source>
        <translation>Address labels</translation>
    </message>
    <message>
        <source>邮寄清单（Excel）</source>
        <translation>Courier&apos;s list (Excel)</translation>
    </message>
    <message numerus="yes">
        <source>%n 张卡待领，打印什么</source>
        <translation>
            <numerusform>%n card waits: what to print</numerusform>
            <numerusform>%n cards wait: what to print</numerusform>
        </translation>
    </message>
    <message>
        <source>没有单位的人</source>
        <translation>People without a unit</translation>
    </message>
    <message>
        <source>打印哪个单位</source>
        <translation>Which unit</translation>
    </message>
    <message>
        <source>社会保障卡领卡签收表</source>
        <translation>Cards handed out: list to sign</translation>
    </message>
    <message>
        <source>社会保障卡领卡通知单</source>
        <translation>Notice that the card is ready</translation>
    </message>
    <message numerus="yes">
        <source>%n 人地址不完整，没有标签：</source>
        <translation>
            <numerusform>%n address isn&apos;t complete and has no label: </numerusform>
            <numerusform>%n addresses aren&apos;t complete and have no label: </numerusform>
        </translation>
    </message>
    <message>
        <source>社会保障卡邮寄标签</source>
        <translation>Address labels of cards</translation>
    </message>
    <message>
        <source>保存邮寄清单</source>
        <translation>Save the courier&apos;s list</translation>
    </message>
    <message>
        <source>已保存 {file}</source>
        <translation>{file} was saved</translation>
    </message>
    <message numerus="yes">
        <source>{unit}（%n 人）</source>
        <translation>
            <numerusform>{unit} (%n person)</numerusform>
            <numerusform>{unit} (%n people)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CellsModel</name>
    <message>
        <source>（没有填）</source>
        <translation>(empty)</translation>
    </message>
</context>
<context>
    <name>CharacterDialog</name>
    <message>
        <source>生僻字</source>
        <translation>Rare characters</translation>
    </message>
    <message>
        <source>写出它的部件、拼音、笔画或编码，几样可以一起写，用空格隔开。</source>
        <translation>Type its parts, pinyin, strokes or code; several at once, parted by blanks.</translation>
    </message>
    <message>
        <source>如：{example}</source>
        <translation>such as {example}</translation>
    </message>
    <message>
        <source>查找生僻字</source>
        <translation>Find a rare character</translation>
    </message>
    <message>
        <source>采用建议的写法</source>
        <translation>Take the proposed spelling</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>插入</source>
        <translation>Insert</translation>
    </message>
    <message>
        <source>没有找到。部件可以少写一两个，或换成笔画、拼音再试。</source>
        <translation>Nothing found. Leave out a part or two, or try strokes or pinyin.</translation>
    </message>
    <message numerus="yes">
        <source>找到 %n 个，列出最像的 {shown} 个，再加一样条件会更准。</source>
        <translation>
            <numerusform>%n found, the likeliest {shown} are shown; say one thing more to narrow it.</numerusform>
            <numerusform>%n found, the likeliest {shown} are shown; say one thing more to narrow it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>找到 %n 个。按 ↓ 后用方向键选择，回车插入。</source>
        <translation>
            <numerusform>%n found. Press ↓, choose by the arrows, insert by Enter.</numerusform>
            <numerusform>%n found. Press ↓, choose by the arrows, insert by Enter.</numerusform>
        </translation>
    </message>
    <message>
        <source>边写边找，最像的排在前面。</source>
        <translation>Searches as you type, the most alike first.</translation>
    </message>
</context>
<context>
    <name>CharacterWords</name>
    <message>
        <source>{count} 画</source>
        <translation>{count} strokes</translation>
    </message>
    <message>
        <source>{radical}部 + {count} 画</source>
        <translation>radical {radical} + {count}</translation>
    </message>
    <message>
        <source>读音：{readings}</source>
        <translation>Read: {readings}</translation>
    </message>
    <message>
        <source>结构：{sequence}</source>
        <translation>Made of: {sequence}</translation>
    </message>
    <message>
        <source>程序的字体里没有这个字：可以录入和导出，打印时以方框和编码代替。</source>
        <translation>Our fonts lack it: it can be entered and exported, and is printed as a box with its code.</translation>
    </message>
    <message>
        <source>扩展 {letter} 区</source>
        <translation>Extension {letter}</translation>
    </message>
    <message>
        <source>基本区</source>
        <translation>basic block</translation>
    </message>
    <message>
        <source>兼容区</source>
        <translation>compatibility block</translation>
    </message>
    <message>
        <source>级别 {level}</source>
        <translation>level {level}</translation>
    </message>
    <message>
        <source>国标范围以外</source>
        <translation>outside of the standard</translation>
    </message>
    <message>
        <source>屏幕缺字</source>
        <translation>Not on screen</translation>
    </message>
    <message>
        <source>打印缺字</source>
        <translation>Printed as a box</translation>
    </message>
    <message>
        <source>{codes} 是旧系统的自造字</source>
        <translation>{codes} is a private character of an older system</translation>
    </message>
    <message>
        <source>{codes} 是兼容汉字</source>
        <translation>{codes} is a compatibility form</translation>
    </message>
    <message>
        <source>{codes} 带字形选择符</source>
        <translation>{codes} has a variation selector</translation>
    </message>
    <message>
        <source>{codes} 是部首符号</source>
        <translation>{codes} is the sign of a radical</translation>
    </message>
    <message>
        <source>{codes} 是两个编码拼成的</source>
        <translation>{codes} is put together from two codes</translation>
    </message>
    <message>
        <source>{what}，没有已知的正式字，请查出后改正。</source>
        <translation>{what}; no standard character is known for it: find it and correct the name.</translation>
    </message>
    <message>
        <source>{what}，建议改为 {plain}，以证件为准。</source>
        <translation>{what}; {plain} is proposed, the document decides.</translation>
    </message>
    <message>
        <source>屏幕</source>
        <translation>Screen</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Paper</translation>
    </message>
    <message>
        <source>导出：自造字</source>
        <translation>Export: private use</translation>
    </message>
    <message>
        <source>导出：国标以外</source>
        <translation>Export: beyond the standard</translation>
    </message>
    <message>
        <source>导出：核对写法</source>
        <translation>Export: check spelling</translation>
    </message>
    <message>
        <source>导出：GBK 系统缺字</source>
        <translation>Export: not in GBK</translation>
    </message>
    <message>
        <source>导出</source>
        <translation>Export</translation>
    </message>
</context>
<context>
    <name>CheckOffDialog</name>
    <message>
        <source>核销签字表格：{title}</source>
        <translation>Strike off signed sheets: {title}</translation>
    </message>
    <message>
        <source>扫描表格上的二维码；扫不出的输入受理编号，按 Enter</source>
        <translation>Scan the code on the sheet; where it can&apos;t be read, type the receipt number and press Enter</translation>
    </message>
    <message>
        <source>二维码或受理编号</source>
        <translation>Code or receipt number</translation>
    </message>
    <message>
        <source>缺的/已交回</source>
        <translation>Missing / back</translation>
    </message>
    <message>
        <source>换一种表格</source>
        <translation>Another form</translation>
    </message>
    <message>
        <source>撤回核销</source>
        <translation>Take back</translation>
    </message>
    <message>
        <source>《{form}》签好字收回后逐份扫描，先后不限。</source>
        <translation>{form}: scan each sheet as it comes back signed, in any order.</translation>
    </message>
    <message>
        <source>正在核对</source>
        <translation>Checking</translation>
    </message>
    <message>
        <source>核销哪一种表格</source>
        <translation>Which form is struck off</translation>
    </message>
    <message>
        <source>先按 F6 看已交回的，选中要撤回的人。</source>
        <translation>Press F6 for those that are back, and choose whose to take back.</translation>
    </message>
    <message>
        <source>{name} 的表格改回还没交。</source>
        <translation>{name}&apos;s sheet is awaited again.</translation>
    </message>
    <message>
        <source>还缺 {count}</source>
        <translation>{count} missing</translation>
    </message>
    <message>
        <source>已交回 {count}</source>
        <translation>{count} back</translation>
    </message>
    <message>
        <source>还没有应交这种表格的人：提交以后才有。</source>
        <translation>Nobody of whom there is such a sheet: there will be, once people are submitted.</translation>
    </message>
    <message>
        <source>全部交回，共 {count} 份。</source>
        <translation>All {count} are back.</translation>
    </message>
    <message>
        <source>应交 {all} 份，已交回 {back} 份，还缺 {missing} 份。</source>
        <translation>{back} of {all} are back, {missing} missing.</translation>
    </message>
</context>
<context>
    <name>ChipPhoto</name>
    <message>
        <source>芯片里的照片</source>
        <translation>Photo from the chip</translation>
    </message>
</context>
<context>
    <name>ChoiceButton</name>
    <message>
        <source>所有人</source>
        <translation>Everybody</translation>
    </message>
    <message>
        <source>筛选：{now}</source>
        <translation>Of: {now}</translation>
    </message>
    <message>
        <source>从哪天起</source>
        <translation>From which day</translation>
    </message>
    <message>
        <source>到哪天为止</source>
        <translation>Until which day</translation>
    </message>
    <message>
        <source>{day} 起</source>
        <translation>From {day}</translation>
    </message>
    <message>
        <source>到 {day}</source>
        <translation>Until {day}</translation>
    </message>
    <message>
        <source>{first} 到 {last}</source>
        <translation>{first} to {last}</translation>
    </message>
</context>
<context>
    <name>CitiesDialog</name>
    <message>
        <source>哪些城市收这张照片</source>
        <translation>Which cities take this photo</translation>
    </message>
    <message>
        <source>为各地另存文件</source>
        <translation>Save a file for each</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>{cities} 个城市中 {takers} 个收这张照片；要全部满足，需要 {files} 个不同的文件。</source>
        <translation>{takers} of {cities} cities take this photo; to suit them all takes {files} different files.</translation>
    </message>
    <message>
        <source>文件 {at}：</source>
        <translation>File {at}: </translation>
    </message>
    <message>
        <source>（{kind} {own}，{city} 要 {other}，一个文件不能兼得）</source>
        <translation> ({kind} {own}, {city} wants {other}: no file can be both)</translation>
    </message>
    <message>
        <source>保存到哪个文件夹</source>
        <translation>Folder to save it in</translation>
    </message>
    <message numerus="yes">
        <source>已保存 %n 个文件</source>
        <translation>
            <numerusform>%n file saved</numerusform>
            <numerusform>%n files saved</numerusform>
        </translation>
    </message>
    <message>
        <source>只存选中的城市</source>
        <translation>Save the chosen one</translation>
    </message>
</context>
<context>
    <name>CitiesModel</name>
    <message>
        <source>城市</source>
        <translation>City</translation>
    </message>
    <message>
        <source>要求</source>
        <translation>Wants</translation>
    </message>
    <message>
        <source>这张照片</source>
        <translation>This photo</translation>
    </message>
    <message>
        <source>另做一张</source>
        <translation>A new one</translation>
    </message>
    <message>
        <source>为什么不收</source>
        <translation>Why not</translation>
    </message>
    <message>
        <source>收</source>
        <translation>Taken</translation>
    </message>
    <message>
        <source>不收</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>可以，{kb} KB</source>
        <translation>Works, {kb} KB</translation>
    </message>
    <message>
        <source>也不行</source>
        <translation>Neither</translation>
    </message>
</context>
<context>
    <name>CitiesTab</name>
    <message>
        <source>城市配置</source>
        <translation>City profiles</translation>
    </message>
    <message>
        <source>换一个视图</source>
        <translation>Next view</translation>
    </message>
    <message>
        <source>打开文件夹</source>
        <translation>Open folder</translation>
    </message>
    <message>
        <source>重新读取</source>
        <translation>Read again</translation>
    </message>
    <message>
        <source>确认改动</source>
        <translation>Acknowledge</translation>
    </message>
    <message>
        <source>选择城市配置的文件夹</source>
        <translation>Choose a profile&apos;s folder</translation>
    </message>
    <message>
        <source>城市</source>
        <translation>City</translation>
    </message>
    <message>
        <source>业务类型</source>
        <translation>Kind of business</translation>
    </message>
    <message>
        <source>样例人员（虚构）</source>
        <translation>Sample person (nobody real)</translation>
    </message>
    <message>
        <source>打印件</source>
        <translation>Paper</translation>
    </message>
    <message>
        <source>没有发现问题。</source>
        <translation>No problems found.</translation>
    </message>
    <message>
        <source>成年人</source>
        <translation>adult</translation>
    </message>
    <message>
        <source>未成年人，监护人代办</source>
        <translation>minor with a guardian</translation>
    </message>
    <message>
        <source>大学生</source>
        <translation>student</translation>
    </message>
    <message>
        <source>外国人</source>
        <translation>foreigner</translation>
    </message>
    <message>
        <source>邮寄领卡</source>
        <translation>card by post</translation>
    </message>
    <message>
        <source>生僻字姓名，证件长期有效</source>
        <translation>rare name, long-term document</translation>
    </message>
    <message>
        <source>已确认城市配置 {profile} 的改动</source>
        <translation>Change of profile {profile} acknowledged</translation>
    </message>
</context>
<context>
    <name>CityWords</name>
    <message>
        <source>，{dpi} DPI</source>
        <translation>, {dpi} DPI</translation>
    </message>
    <message>
        <source>照片 {width}×{height} 像素{dpi}</source>
        <translation>Photo {width}×{height} pixels{dpi}</translation>
    </message>
    <message>
        <source>JPEG 质量 {quality}</source>
        <translation>JPEG quality {quality}</translation>
    </message>
    <message>
        <source>脸宽</source>
        <translation>face width</translation>
    </message>
    <message>
        <source>双眼中点距左边</source>
        <translation>midpoint of the eyes from the left</translation>
    </message>
    <message>
        <source>眼睛距下边</source>
        <translation>eyes above the lower edge</translation>
    </message>
    <message>
        <source>头顶距上边</source>
        <translation>hair below the upper edge</translation>
    </message>
    <message>
        <source>{limits} 像素</source>
        <translation>{limits} pixels</translation>
    </message>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
    <message>
        <source>证件图片不超过 {size} KB</source>
        <translation>ID pictures up to {size} KB</translation>
    </message>
    <message>
        <source>至少 {width}×{height} 像素</source>
        <translation>at least {width}×{height} pixels</translation>
    </message>
    <message>
        <source>导出包 {name}</source>
        <translation>Package {name}</translation>
    </message>
    <message>
        <source>须同意：{title}，版本 {version}</source>
        <translation>To be agreed to: {title}, version {version}</translation>
    </message>
    <message>
        <source>提交后 {hours} 小时内可以修改</source>
        <translation>A submission can be changed for {hours} hours</translation>
    </message>
    <message>
        <source>未满 {age} 岁需要监护人</source>
        <translation>A guardian is needed under {age}</translation>
    </message>
    <message>
        <source>业务类型</source>
        <translation>Kind of business</translation>
    </message>
    <message>
        <source>字段</source>
        <translation>Fields</translation>
    </message>
    <message>
        <source>规则</source>
        <translation>Rules</translation>
    </message>
    <message>
        <source>代码表</source>
        <translation>Code lists</translation>
    </message>
    <message>
        <source>图片</source>
        <translation>Pictures</translation>
    </message>
    <message>
        <source>照片规格</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>导出列</source>
        <translation>Columns</translation>
    </message>
    <message>
        <source>文件名</source>
        <translation>File names</translation>
    </message>
    <message>
        <source>表单</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>须同意的文字</source>
        <translation>Texts to be agreed to</translation>
    </message>
    <message>
        <source>时限</source>
        <translation>Periods</translation>
    </message>
    <message>
        <source>顺序变了</source>
        <translation>another order</translation>
    </message>
    <message>
        <source>必需</source>
        <translation>required</translation>
    </message>
    <message>
        <source>不要求</source>
        <translation>not asked for</translation>
    </message>
    <message>
        <source>{condition}时必需</source>
        <translation>required for: {condition}</translation>
    </message>
    <message>
        <source>文件大小不限</source>
        <translation>any file size</translation>
    </message>
    <message>
        <source>不超过 {most} KB</source>
        <translation>up to {most} KB</translation>
    </message>
    <message>
        <source>不少于 {least} KB</source>
        <translation>at least {least} KB</translation>
    </message>
    <message>
        <source>{least}–{most} KB</source>
        <translation>{least}–{most} KB</translation>
    </message>
</context>
<context>
    <name>ClockDialog</name>
    <message>
        <source>这张照片是谁？</source>
        <translation>Whose photo is this?</translation>
    </message>
    <message>
        <source>相机的时间和电脑的时间不一样。认出一张照片，其余的就能按刷卡时间对上。</source>
        <translation>The camera&apos;s clock isn&apos;t this machine&apos;s. Recognise one photo, and the others follow from the card reads.</translation>
    </message>
    <message>
        <source>姓名或证件号码</source>
        <translation>Name or number</translation>
    </message>
    <message>
        <source>换一张照片</source>
        <translation>Another photo</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>就是这个人</source>
        <translation>This is the person</translation>
    </message>
    <message>
        <source>相机时间加 {seconds} 秒就是电脑时间；{of} 张中有 {alone} 张各对上一个人。请看清是不是这个人。</source>
        <translation>The camera&apos;s time and {seconds} seconds are this machine&apos;s; {alone} of {of} photos are then alone in a person&apos;s turn. Look well whether this is the person.</translation>
    </message>
    <message>
        <source>认不出就换一张。</source>
        <translation>If you don&apos;t recognise the person, take another photo.</translation>
    </message>
    <message>
        <source>确认，按此对照</source>
        <translation>Yes, match by this</translation>
    </message>
</context>
<context>
    <name>CodeEditor</name>
    <message>
        <source>列表里没有“{text}”。请从列表中选择，可输入拼音首字母。</source>
        <translation>“{text}” isn&apos;t in the list. Choose from the list; pinyin initials work too.</translation>
    </message>
</context>
<context>
    <name>CodeSheet</name>
    <message>
        <source>请保存新的恢复码</source>
        <translation>Keep the new recovery code</translation>
    </message>
    <message>
        <source>请保存恢复码</source>
        <translation>Keep the recovery code</translation>
    </message>
    <message>
        <source>忘记密码时，只有恢复码能打开数据。它只显示这一次，程序不会保存它。请打印或抄写，装入信封封存在保险柜。</source>
        <translation>If passwords are forgotten, only the recovery code opens the data. It is shown this once and stored nowhere. Print it or write it down, seal it in an envelope, and lock it away.</translation>
    </message>
    <message>
        <source>打印恢复码</source>
        <translation>Print the code</translation>
    </message>
    <message>
        <source>保存为文件</source>
        <translation>Save as a file</translation>
    </message>
    <message>
        <source>输入恢复码的最后 {count} 个字符，确认已经保存</source>
        <translation>Type the code&apos;s last {count} characters to confirm that you have it</translation>
    </message>
    <message>
        <source>已保存，继续</source>
        <translation>Kept, go on</translation>
    </message>
    <message>
        <source>已保存，开始使用</source>
        <translation>Kept, begin</translation>
    </message>
    <message>
        <source>与恢复码最后几个字符不一致，请核对抄写的内容。</source>
        <translation>These aren&apos;t the code&apos;s last characters; please check what you wrote down.</translation>
    </message>
</context>
<context>
    <name>CodeStep</name>
    <message>
        <source>更换恢复码</source>
        <translation>New recovery code</translation>
    </message>
</context>
<context>
    <name>ColumnsModel</name>
    <message>
        <source>列</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>列名</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>取自</source>
        <translation>From</translation>
    </message>
    <message>
        <source>示例</source>
        <translation>Sample</translation>
    </message>
</context>
<context>
    <name>ComparedModel</name>
    <message>
        <source>序号</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>比对</source>
        <translation>Compared</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
</context>
<context>
    <name>ComparingDialog</name>
    <message>
        <source>二次采集比对：{title}</source>
        <translation>Second collection: {title}</translation>
    </message>
    <message>
        <source>打印比对表</source>
        <translation>Print sheets</translation>
    </message>
    <message>
        <source>重新比对</source>
        <translation>Compare again</translation>
    </message>
    <message>
        <source>录入更正</source>
        <translation>Take a sheet over</translation>
    </message>
    <message>
        <source>正在比对</source>
        <translation>Comparing</translation>
    </message>
    <message>
        <source>全部 {count}</source>
        <translation>All {count}</translation>
    </message>
    <message>
        <source>没有人。</source>
        <translation>Nobody.</translation>
    </message>
    <message>
        <source>本人还没来，没有可以比对的内容。</source>
        <translation>They haven&apos;t come yet, so there is nothing to compare.</translation>
    </message>
    <message>
        <source>花名册与{source}比对</source>
        <translation>The roster against the {source}</translation>
    </message>
    <message>
        <source>已录入：{items}</source>
        <translation>taken over: {items}</translation>
    </message>
    <message>
        <source>两项不能同时更正，请社保经办机构核对</source>
        <translation>both never change together; for the insurance office</translation>
    </message>
    <message>
        <source>请本人再放一次身份证</source>
        <translation>their card is to be laid on again</translation>
    </message>
    <message>
        <source>“?”是照片还没有人看过</source>
        <translation>“?”: nobody looked at the photos yet</translation>
    </message>
    <message>
        <source>{name} 的更正已录入，请本人再放一次身份证。</source>
        <translation>{name}&apos;s sheet is taken over; lay their card on once more.</translation>
    </message>
    <message>
        <source>{name} 已复采，比对结束。</source>
        <translation>{name} came again; the comparison is closed.</translation>
    </message>
    <message>
        <source>{name} 读卡后仍有不同：{facts}</source>
        <translation>{name}: something differs still. {facts}</translation>
    </message>
    <message>
        <source>正在制作比对表</source>
        <translation>Making the sheets</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
    <message>
        <source>照片：要重新采集</source>
        <translation>photo: to be taken anew</translation>
    </message>
    <message>
        <source>（没有）</source>
        <translation>(nothing)</translation>
    </message>
    <message>
        <source>{item}：名册 {ours}，本人 {told}</source>
        <translation>{item}: roster {ours}, person {told}</translation>
    </message>
</context>
<context>
    <name>ConsentCard</name>
    <message>
        <source>版本 {version}</source>
        <translation>Version {version}</translation>
    </message>
    <message>
        <source>本人已阅读并同意</source>
        <translation>Read and agreed to</translation>
    </message>
    <message>
        <source>还没有同意</source>
        <translation>Not agreed to yet</translation>
    </message>
    <message>
        <source>收回同意</source>
        <translation>Take back</translation>
    </message>
    <message>
        <source>本人同意</source>
        <translation>I agree</translation>
    </message>
    <message>
        <source>监护人已阅读并同意</source>
        <translation>The guardian has read it and agrees</translation>
    </message>
    <message>
        <source>监护人同意</source>
        <translation>The guardian agrees</translation>
    </message>
</context>
<context>
    <name>ConsentDialog</name>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>本人已阅读，全部同意</source>
        <translation>I have read all of it and agree</translation>
    </message>
    <message>
        <source>下面还有内容，读完后才能同意</source>
        <translation>There is more below; read to the end before agreeing</translation>
    </message>
    <message>
        <source>继续往下读</source>
        <translation>Read on</translation>
    </message>
    <message>
        <source>告知与承诺</source>
        <translation>Notice and promise</translation>
    </message>
    <message>
        <source>请申请人本人阅读</source>
        <translation>To be read by the applicant</translation>
    </message>
    <message>
        <source>监护人已阅读，全部同意</source>
        <translation>The guardian has read all of it and agrees</translation>
    </message>
    <message>
        <source>申请人未成年，请监护人阅读</source>
        <translation>The applicant is a minor: for the guardian to read</translation>
    </message>
</context>
<context>
    <name>ControlsWindow</name>
    <message>
        <source>设备台</source>
        <translation>Devices</translation>
    </message>
    <message>
        <source>模拟读卡器</source>
        <translation>Simulated reader</translation>
    </message>
    <message>
        <source>读卡器</source>
        <translation>Reader</translation>
    </message>
    <message>
        <source>摄像头</source>
        <translation>Cameras</translation>
    </message>
    <message>
        <source>打印机</source>
        <translation>Printer</translation>
    </message>
    <message>
        <source>意外</source>
        <translation>Mishaps</translation>
    </message>
    <message>
        <source>全部恢复正常</source>
        <translation>Make all well</translation>
    </message>
    <message>
        <source>回柜台</source>
        <translation>Back to the counter</translation>
    </message>
    <message>
        <source>线拔掉了</source>
        <translation>The cable is pulled</translation>
    </message>
    <message>
        <source>没有证件</source>
        <translation>No card</translation>
    </message>
    <message>
        <source>放着{name}的证件</source>
        <translation>Card of {name}</translation>
    </message>
    <message>
        <source>从系统里删掉了</source>
        <translation>Removed from the system</translation>
    </message>
    <message>
        <source>{state} · {count} 份任务等着</source>
        <translation>{state} · jobs waiting: {count}</translation>
    </message>
    <message>
        <source>画面停住</source>
        <translation>Picture stands still</translation>
    </message>
</context>
<context>
    <name>CorrectDialog</name>
    <message>
        <source>录入</source>
        <translation>Take over</translation>
    </message>
    <message>
        <source>录入更正：{name}</source>
        <translation>Take over what {name} wrote</translation>
    </message>
    <message>
        <source>照比对表指标栏里本人写的录入；没有写的留空。</source>
        <translation>Type what the person wrote in the cells of the sheet; leave the others empty.</translation>
    </message>
    <message>
        <source>{item}（花名册：{value}）</source>
        <translation>{item} (roster: {value})</translation>
    </message>
    <message>
        <source>{item}（花名册上没有）</source>
        <translation>{item} (not on the roster)</translation>
    </message>
</context>
<context>
    <name>CounterActions</name>
    <message>
        <source>各处的说法没有不一致。</source>
        <translation>The sources don&apos;t differ anywhere.</translation>
    </message>
    <message>
        <source>它对这一项没有说法。</source>
        <translation>It says nothing about this field.</translation>
    </message>
</context>
<context>
    <name>CounterComfort</name>
    <message>
        <source>填入 {value}</source>
        <translation>Fill in {value}</translation>
    </message>
    <message>
        <source>已撤销</source>
        <translation>abolished</translation>
    </message>
    <message>
        <source>↓ 其他读音</source>
        <translation>↓ Other readings</translation>
    </message>
    <message>
        <source>按身份证号码的地区</source>
        <translation>From the ID number&apos;s district</translation>
    </message>
    <message>
        <source>发证时的名称</source>
        <translation>As it was called then</translation>
    </message>
    <message>
        <source>与户口所在地址相同</source>
        <translation>Same as the household address</translation>
    </message>
    <message>
        <source>按常住地址</source>
        <translation>From the residential address</translation>
    </message>
    <message>
        <source>本站在同一地方用过，请核对</source>
        <translation>Used here for the same place; please check</translation>
    </message>
    <message>
        <source>2019 年的资料，请核对</source>
        <translation>From a list of 2019; please check</translation>
    </message>
    <message>
        <source>上一位选的，请问过再用</source>
        <translation>The last person&apos;s choice; ask first</translation>
    </message>
</context>
<context>
    <name>CounterDrive</name>
    <message>
        <source>没有打开的花名册。请在“花名册”页导入。</source>
        <translation>No roster is open. Import one on the page Rosters.</translation>
    </message>
</context>
<context>
    <name>CounterKeys</name>
    <message>
        <source>新的一位；有记录时重新读卡</source>
        <translation>Next person; in a record, read the card again</translation>
    </message>
    <message>
        <source>查找人员</source>
        <translation>Find a person</translation>
    </message>
    <message>
        <source>拍照</source>
        <translation>Take photo</translation>
    </message>
    <message>
        <source>证件图片</source>
        <translation>ID pictures</translation>
    </message>
    <message>
        <source>申请人同意</source>
        <translation>Applicant&apos;s consent</translation>
    </message>
    <message>
        <source>下一个问题</source>
        <translation>Next problem</translation>
    </message>
    <message>
        <source>采用输入框下面建议的值</source>
        <translation>Take the value proposed below the field</translation>
    </message>
    <message>
        <source>撤销上一项修改</source>
        <translation>Undo the last change</translation>
    </message>
    <message>
        <source>打印登记表</source>
        <translation>Print the registration form</translation>
    </message>
    <message>
        <source>提交，接下一位</source>
        <translation>Submit and go on to the next person</translation>
    </message>
    <message>
        <source>挂起当前的人</source>
        <translation>Park this person</translation>
    </message>
    <message>
        <source>挂起和退回的人</source>
        <translation>Parked and returned people</translation>
    </message>
    <message>
        <source>按键一览</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>演示：放上下一张证件</source>
        <translation>Demo: lay the next card on</translation>
    </message>
    <message>
        <source>演示：替我填写</source>
        <translation>Demo: type for me</translation>
    </message>
    <message>
        <source>确认这一项，到下一件要做的事</source>
        <translation>Accept this and go on to what needs doing</translation>
    </message>
    <message>
        <source>回到上一项</source>
        <translation>Back to the field before</translation>
    </message>
    <message>
        <source>到下一项</source>
        <translation>Next field</translation>
    </message>
    <message>
        <source>关闭最后打开的</source>
        <translation>Close what opened last</translation>
    </message>
    <message>
        <source>锁定</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>换一种业务</source>
        <translation>Another kind of business</translation>
    </message>
    <message>
        <source>生僻字：查找、核对打印样张</source>
        <translation>Rare characters: find one, check the proof</translation>
    </message>
    <message>
        <source>查询制卡进度、卡状态</source>
        <translation>Ask how a card is coming along</translation>
    </message>
    <message>
        <source>打印别的表格：回执、委托书等</source>
        <translation>Print another form: receipt, authorisation…</translation>
    </message>
    <message>
        <source>演示：放上芯片坏了的证件</source>
        <translation>Demo: lay on a card whose chip is dead</translation>
    </message>
    <message>
        <source>检查拍照的墙和灯光</source>
        <translation>Check the photo place&apos;s wall and lamp</translation>
    </message>
    <message>
        <source>说法不一致时，采用录入的</source>
        <translation>Where sources differ, take the form&apos;s</translation>
    </message>
    <message>
        <source>说法不一致时，采用芯片的</source>
        <translation>Where sources differ, take the chip&apos;s</translation>
    </message>
    <message>
        <source>说法不一致时，采用证件图片的</source>
        <translation>Where sources differ, take the ID picture&apos;s</translation>
    </message>
    <message>
        <source>说法不一致时，采用花名册的</source>
        <translation>Where sources differ, take the roster&apos;s</translation>
    </message>
    <message>
        <source>演示：镜头前发生什么</source>
        <translation>Demo: what the camera sees</translation>
    </message>
    <message>
        <source>演示：设备台，让设备出点意外</source>
        <translation>Demo: make something happen to the devices</translation>
    </message>
    <message>
        <source>在屏幕上签名（本市要求时）</source>
        <translation>Sign on the screen (where the city wants it)</translation>
    </message>
    <message>
        <source>打开最早退回的记录</source>
        <translation>Open the record that came back first</translation>
    </message>
    <message>
        <source>领卡：把做好的卡发给本人或代领人</source>
        <translation>Hand a finished card to its holder or an agent</translation>
    </message>
    <message>
        <source>从花名册叫人；上面问到花名册时，照它说的做</source>
        <translation>Call somebody up from the roster; do what is offered above</translation>
    </message>
    <message>
        <source>请本人核对信息；本人口头说都对时，再按一次</source>
        <translation>Let the applicant read the data over; press again when they say that all is right</translation>
    </message>
    <message>
        <source>查找操作、页面和人员</source>
        <translation>Find actions, pages and people</translation>
    </message>
</context>
<context>
    <name>CounterLook</name>
    <message>
        <source>申请人正在自己的屏幕上核对。</source>
        <translation>The applicant is reading the data over on their own screen.</translation>
    </message>
    <message>
        <source>键盘仍归您用。本人口头说都对的，按 {key}。</source>
        <translation>The keyboard stays yours. If they say that all is right, press {key}.</translation>
    </message>
    <message>
        <source>本人说都对</source>
        <translation>They say all is right</translation>
    </message>
    <message>
        <source>照片：{what}</source>
        <translation>Photo: {what}</translation>
    </message>
    <message>
        <source>照片不换</source>
        <translation>Keep the photo</translation>
    </message>
    <message>
        <source>申请人的屏幕断开了，核对移到这个窗口。</source>
        <translation>The applicant&apos;s screen is gone; the look goes on in this window.</translation>
    </message>
    <message>
        <source>申请人已核对：信息都对。</source>
        <translation>The applicant has read it over: all is right.</translation>
    </message>
    <message numerus="yes">
        <source>申请人指出 %n 处不对，已标在那里。</source>
        <translation>
            <numerusform>The applicant pointed at %n thing; it is marked there.</numerusform>
            <numerusform>The applicant pointed at %n things; they are marked there.</numerusform>
        </translation>
    </message>
    <message>
        <source>发现第二块屏幕。</source>
        <translation>A second screen was found.</translation>
    </message>
    <message>
        <source>给申请人看吗？可以看到正在填写的信息、拍照画面、告知书和受理编号；以后在“设置 → 设备”里更改。</source>
        <translation>Is it for the applicant? They see their details as they are filled in, the camera&apos;s picture, the texts and the receipt number; change it later under Settings → Devices.</translation>
    </message>
    <message>
        <source>给申请人看</source>
        <translation>Give it to the applicant</translation>
    </message>
</context>
<context>
    <name>CounterPage</name>
    <message>
        <source>已结束，没有保留这一位的资料。</source>
        <translation>Ended. Nothing of this person was kept.</translation>
    </message>
    <message>
        <source>确认</source>
        <translation>Finish</translation>
    </message>
    <message>
        <source>平放在读卡器上，会自动读取并填好。没有证件或读不出来的，按 F2 手工录入。</source>
        <translation>Lay it flat on the reader: it is read by itself and fills the form. Without a card, or if it can&apos;t be read, press F2 and type.</translation>
    </message>
    <message>
        <source>手工录入</source>
        <translation>Enter by hand</translation>
    </message>
    <message>
        <source>帮助</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>查找</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>下一个问题</source>
        <translation>Next problem</translation>
    </message>
    <message>
        <source>挂起</source>
        <translation>Park</translation>
    </message>
    <message>
        <source>待办</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>提交</source>
        <translation>Submit</translation>
    </message>
    <message>
        <source>请下一位出示证件</source>
        <translation>The next person, please</translation>
    </message>
    <message numerus="yes">
        <source>有 %n 人待办，按 F8 继续。</source>
        <translation>
            <numerusform>%n person waits; F8 goes on with them.</numerusform>
            <numerusform>%n people wait; F8 goes on with them.</numerusform>
        </translation>
    </message>
    <message>
        <source>查进度</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>领卡</source>
        <translation>Hand out a card</translation>
    </message>
    <message>
        <source>本人核对</source>
        <translation>Own look</translation>
    </message>
</context>
<context>
    <name>CounterSheets</name>
    <message>
        <source>本市只受理这一种业务。</source>
        <translation>This city takes only this kind of business.</translation>
    </message>
    <message>
        <source>下一位起办理：{name}。当前记录不变。</source>
        <translation>From the next person on: {name}. This record stays as it is.</translation>
    </message>
    <message>
        <source>现在办理：{name}</source>
        <translation>Now taking: {name}</translation>
    </message>
    <message>
        <source>没有退回的记录。</source>
        <translation>No record came back.</translation>
    </message>
</context>
<context>
    <name>CounterSide</name>
    <message>
        <source>手工录入</source>
        <translation>Enter by hand</translation>
    </message>
    <message>
        <source>也可以把证件放到读卡器上，空白的项会自动填好。</source>
        <translation>A card laid on the reader fills what is empty.</translation>
    </message>
    <message>
        <source>请放证件</source>
        <translation>Lay the ID card on</translation>
    </message>
    <message>
        <source>平放在读卡器上，会自动读取。</source>
        <translation>Flat on the reader; it is read by itself.</translation>
    </message>
    <message>
        <source>读卡器没有连接</source>
        <translation>No reader is connected</translation>
    </message>
    <message>
        <source>接好后会自动使用；现在可以手工录入。</source>
        <translation>It is used as soon as it is plugged in; until then enter by hand.</translation>
    </message>
    <message>
        <source>正在连接读卡器</source>
        <translation>Connecting to the reader</translation>
    </message>
    <message>
        <source>正在读取，请勿移动证件</source>
        <translation>Reading, leave the card there</translation>
    </message>
    <message>
        <source>已读取，请取走证件</source>
        <translation>Read, take the card back</translation>
    </message>
    <message>
        <source>没读出来，请重新放一次</source>
        <translation>Not read, lay it on again</translation>
    </message>
    <message numerus="yes">
        <source>%n 项不合格</source>
        <translation>
            <numerusform>%n check failed</numerusform>
            <numerusform>%n checks failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 项待确认</source>
        <translation>
            <numerusform>%n check to confirm</numerusform>
            <numerusform>%n checks to confirm</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>合格，%n 项已说明</source>
        <translation>
            <numerusform>Fine, %n explained</numerusform>
            <numerusform>Fine, %n explained</numerusform>
        </translation>
    </message>
    <message>
        <source>合格</source>
        <translation>Compliant</translation>
    </message>
    <message>
        <source>拍照</source>
        <translation>Take photo</translation>
    </message>
    <message>
        <source>正面</source>
        <translation>Front</translation>
    </message>
    <message>
        <source>背面</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>退回，请重拍</source>
        <translation>Returned: take again</translation>
    </message>
</context>
<context>
    <name>CounterWords</name>
    <message>
        <source>手工录入</source>
        <translation>Enter by hand</translation>
    </message>
    <message>
        <source>下一步：结束此人</source>
        <translation>Next: end this person</translation>
    </message>
    <message>
        <source>下一步：打开已有记录</source>
        <translation>Next: open the earlier record</translation>
    </message>
    <message>
        <source>下一步：拍照</source>
        <translation>Next: photo</translation>
    </message>
    <message>
        <source>下一步：证件图片</source>
        <translation>Next: ID pictures</translation>
    </message>
    <message>
        <source>下一步：申请人同意</source>
        <translation>Next: consent</translation>
    </message>
    <message>
        <source>下一步：打印签名</source>
        <translation>Next: print and sign</translation>
    </message>
    <message>
        <source>下一步：提交</source>
        <translation>Next: submit</translation>
    </message>
    <message>
        <source>下一步：下一位</source>
        <translation>Next: next person</translation>
    </message>
    <message>
        <source>下一步：填写{label}</source>
        <translation>Next: {label}</translation>
    </message>
    <message>
        <source>下一步：确认{label}</source>
        <translation>Next: confirm {label}</translation>
    </message>
    <message>
        <source>下一步：改正{label}</source>
        <translation>Next: mend {label}</translation>
    </message>
    <message numerus="yes">
        <source>{label}等 %n 项</source>
        <translation>
            <numerusform>{label} (%n field)</numerusform>
            <numerusform>{label} and more (%n fields)</numerusform>
        </translation>
    </message>
    <message>
        <source>照片</source>
        <translation>photo</translation>
    </message>
    <message>
        <source>证件图片</source>
        <translation>ID pictures</translation>
    </message>
    <message>
        <source>同意</source>
        <translation>consent</translation>
    </message>
    <message>
        <source>还差：{parts}</source>
        <translation>Missing: {parts}</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>长期有效</source>
        <translation>Never expires</translation>
    </message>
    <message>
        <source>有效至 {date}</source>
        <translation>Valid to {date}</translation>
    </message>
    <message>
        <source>改为 {value}</source>
        <translation>Change to {value}</translation>
    </message>
    <message>
        <source>查看</source>
        <translation>Look</translation>
    </message>
    <message>
        <source>登记表</source>
        <translation>Registration form</translation>
    </message>
    <message>
        <source>无误</source>
        <translation>It&apos;s right</translation>
    </message>
    <message>
        <source>下一步：屏幕签名</source>
        <translation>Next: sign on the screen</translation>
    </message>
    <message>
        <source>签名</source>
        <translation>signature</translation>
    </message>
    <message>
        <source>核实无误，保留</source>
        <translation>Found right, keep it</translation>
    </message>
    <message>
        <source>下一步：本人核对</source>
        <translation>Next: own look</translation>
    </message>
    <message>
        <source>本人核对</source>
        <translation>Own look</translation>
    </message>
    <message>
        <source>下一步：确认照片</source>
        <translation>Next: confirm the photo</translation>
    </message>
    <message>
        <source>下一步：重拍照片</source>
        <translation>Next: photo again</translation>
    </message>
</context>
<context>
    <name>Course</name>
    <message>
        <source>请把证件放好，正在重新读取。</source>
        <translation>Lay the card on; it is read again.</translation>
    </message>
</context>
<context>
    <name>DayDialog</name>
    <message>
        <source>前一天</source>
        <translation>Day before</translation>
    </message>
    <message>
        <source>后一天</source>
        <translation>Day after</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>打印日结单</source>
        <translation>Print the sheet</translation>
    </message>
    <message>
        <source>日结 {day}</source>
        <translation>End of day {day}</translation>
    </message>
    <message numerus="yes">
        <source>%n 个单位</source>
        <translation>
            <numerusform>%n unit</numerusform>
            <numerusform>%n units</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>还没有办结的 %n 条</source>
        <translation>
            <numerusform>%n still open</numerusform>
            <numerusform>%n still open</numerusform>
        </translation>
    </message>
    <message>
        <source>都办结了。</source>
        <translation>Nothing is open.</translation>
    </message>
</context>
<context>
    <name>Decision</name>
    <message>
        <source>采用来的</source>
        <translation>Take the incoming one</translation>
    </message>
    <message>
        <source>不合并，保留本站</source>
        <translation>Leave it out, keep ours</translation>
    </message>
    <message>
        <source>采用，换新受理编号</source>
        <translation>Take it, with a new receipt number</translation>
    </message>
    <message>
        <source>待决定（暂不合并）</source>
        <translation>To be decided (left out)</translation>
    </message>
</context>
<context>
    <name>Decisions</name>
    <message>
        <source>{name} 初审通过，还要另一位审核员审核</source>
        <translation>{name} approved; another supervisor has to look, too</translation>
    </message>
    <message>
        <source>{name} 已审核通过</source>
        <translation>{name} approved</translation>
    </message>
    <message numerus="yes">
        <source>%n 人已审核通过</source>
        <translation>
            <numerusform>%n person approved</numerusform>
            <numerusform>%n people approved</numerusform>
        </translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
    <message numerus="yes">
        <source>%n 人已退回</source>
        <translation>
            <numerusform>%n record returned</numerusform>
            <numerusform>%n records returned</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} 已退回</source>
        <translation>{name} returned</translation>
    </message>
    <message>
        <source>{name} 要打开逐条审核（Enter）</source>
        <translation>{name} wants a close look (Enter opens)</translation>
    </message>
    <message>
        <source>{count} 人要打开逐条审核</source>
        <translation>{count} want a close look</translation>
    </message>
    <message>
        <source>{name} 是您自己采集的，请另一位审核员审核</source>
        <translation>{name} is yours: ask another supervisor</translation>
    </message>
    <message>
        <source>{count} 人是您自己采集的</source>
        <translation>{count} are yours</translation>
    </message>
    <message>
        <source>{name} 已不在待审核中</source>
        <translation>{name} isn&apos;t waiting any more</translation>
    </message>
    <message>
        <source>{count} 人已不在待审核中</source>
        <translation>{count} aren&apos;t waiting any more</translation>
    </message>
    <message>
        <source>{name} 刚有改动，请再看一遍</source>
        <translation>{name} was changed just now; look again</translation>
    </message>
    <message>
        <source>{count} 人刚有改动，请再看一遍</source>
        <translation>{count} were changed just now; look again</translation>
    </message>
</context>
<context>
    <name>DeleteDialog</name>
    <message>
        <source>删除花名册“{title}”？</source>
        <translation>Delete the roster “{title}”?</translation>
    </message>
    <message numerus="yes">
        <source>名单上 %n 人的信息和备好的照片都会删除，不能恢复；已经采集的记录不受影响。</source>
        <translation>
            <numerusform>%n person&apos;s data and what was prepared for them will be deleted for good; records that were made stay.</numerusform>
            <numerusform>%n people&apos;s data and what was prepared for them will be deleted for good; records that were made stay.</numerusform>
        </translation>
    </message>
    <message>
        <source>不删除</source>
        <translation>Keep it</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
</context>
<context>
    <name>DemoStrip</name>
    <message>
        <source>演示</source>
        <translation>Demo</translation>
    </message>
    <message>
        <source>放上下一张证件</source>
        <translation>Lay the next card on</translation>
    </message>
    <message>
        <source>替我填写</source>
        <translation>Type for me</translation>
    </message>
    <message>
        <source>这是演示站点，人员都是虚构的，关闭后全部删除。</source>
        <translation>This is a demo station: all people are made up, and everything goes when it is closed.</translation>
    </message>
    <message>
        <source>第 {index} 位演示人员：{name}</source>
        <translation>Demo person {index}: {name}</translation>
    </message>
    <message>
        <source>镜头前</source>
        <translation>Camera scene</translation>
    </message>
    <message>
        <source>设备台</source>
        <translation>Devices</translation>
    </message>
    <message>
        <source>这一课要自己录入，请问申请人。</source>
        <translation>In this lesson you type yourself: ask the applicant.</translation>
    </message>
</context>
<context>
    <name>DemoWords</name>
    <message>
        <source>现在</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>线被碰掉，五秒后插回</source>
        <translation>Cable knocked out for 5 s</translation>
    </message>
    <message>
        <source>读到一半就拿开，再放上</source>
        <translation>Lifted too early, laid on again</translation>
    </message>
    <message>
        <source>芯片坏了的证件</source>
        <translation>Card with a dead chip</translation>
    </message>
    <message>
        <source>同一张证件又放上来</source>
        <translation>The same card once more</translation>
    </message>
    <message>
        <source>两个人的证件接连放上</source>
        <translation>Two people&apos;s cards in a row</translation>
    </message>
    <message>
        <source>十二秒没有反应</source>
        <translation>No answer for 12 s</translation>
    </message>
    <message>
        <source>线路有干扰，十秒读不对</source>
        <translation>Noise on the line for 10 s</translation>
    </message>
    <message>
        <source>安全模块没有授权</source>
        <translation>Module not licensed</translation>
    </message>
    <message>
        <source>安全模块自检不过</source>
        <translation>Module fails its self-test</translation>
    </message>
    <message>
        <source>三秒后画面停住</source>
        <translation>Picture freezes in 3 s</translation>
    </message>
    <message>
        <source>灯没开</source>
        <translation>Lamp is off</translation>
    </message>
    <message>
        <source>镜头里有两个人</source>
        <translation>Two people in the picture</translation>
    </message>
    <message>
        <source>坐得太远</source>
        <translation>Sits too far away</translation>
    </message>
    <message>
        <source>别的程序占用十秒</source>
        <translation>Taken by a program for 10 s</translation>
    </message>
    <message>
        <source>没有使用权限</source>
        <translation>No permission</translation>
    </message>
    <message>
        <source>缺纸</source>
        <translation>Out of paper</translation>
    </message>
    <message>
        <source>卡纸</source>
        <translation>Paper jam</translation>
    </message>
    <message>
        <source>关机十五秒</source>
        <translation>Switched off for 15 s</translation>
    </message>
    <message>
        <source>不接任务</source>
        <translation>Takes no jobs</translation>
    </message>
    <message>
        <source>从系统里删掉了</source>
        <translation>Removed from the system</translation>
    </message>
    <message>
        <source>驱动出错，十五秒后失败</source>
        <translation>Driver fails, job lost after 15 s</translation>
    </message>
    <message>
        <source>一切正常</source>
        <translation>All is well</translation>
    </message>
    <message>
        <source>没有反应</source>
        <translation>No answer at all</translation>
    </message>
    <message>
        <source>不停地发乱码</source>
        <translation>Talks nonsense without end</translation>
    </message>
    <message>
        <source>每次应答前有杂音</source>
        <translation>Noise before each answer</translation>
    </message>
    <message>
        <source>每次读取错一位</source>
        <translation>One bit wrong in each reading</translation>
    </message>
    <message>
        <source>每次读取丢一个字节</source>
        <translation>One byte missing in each reading</translation>
    </message>
    <message>
        <source>每次读取断在一半</source>
        <translation>Each reading breaks off</translation>
    </message>
    <message>
        <source>应答迟到五秒</source>
        <translation>Readings come 5 s late</translation>
    </message>
    <message>
        <source>夹进没人问的应答</source>
        <translation>Answers nobody asked for</translation>
    </message>
    <message>
        <source>一个字节一个字节地发</source>
        <translation>Byte by byte</translation>
    </message>
    <message>
        <source>每个应答发两遍</source>
        <translation>Every answer twice</translation>
    </message>
    <message>
        <source>把请求原样送回</source>
        <translation>Echoes each request</translation>
    </message>
    <message>
        <source>读到一半证件被拿开</source>
        <translation>Card lifted in mid-reading</translation>
    </message>
    <message>
        <source>找到证件，选不中</source>
        <translation>Card found, not selected</translation>
    </message>
    <message>
        <source>选中证件，读不出</source>
        <translation>Card selected, not read</translation>
    </message>
    <message>
        <source>回一个没有记载的状态</source>
        <translation>A status nobody knows</translation>
    </message>
    <message>
        <source>坐好的人</source>
        <translation>Somebody who sits well</translation>
    </message>
    <message>
        <source>走进来坐下</source>
        <translation>Walks in and sits down</translation>
    </message>
    <message>
        <source>三秒后线被碰掉，再插回来</source>
        <translation>Cable knocked out after 3 s, and back</translation>
    </message>
    <message>
        <source>别的程序占用摄像头</source>
        <translation>Another program has the camera</translation>
    </message>
    <message>
        <source>没有使用摄像头的权限</source>
        <translation>No permission for the camera</translation>
    </message>
    <message>
        <source>接任务，马上打印</source>
        <translation>Takes jobs and prints them</translation>
    </message>
    <message>
        <source>纸盒没装好</source>
        <translation>Tray not in place</translation>
    </message>
    <message>
        <source>盖子开着</source>
        <translation>Cover open</translation>
    </message>
    <message>
        <source>没有墨粉</source>
        <translation>Out of toner</translation>
    </message>
    <message>
        <source>关机或断线</source>
        <translation>Off or not connected</translation>
    </message>
    <message>
        <source>被暂停</source>
        <translation>Paused</translation>
    </message>
    <message>
        <source>接任务，留着不打</source>
        <translation>Takes jobs and holds them</translation>
    </message>
    <message>
        <source>驱动出错</source>
        <translation>Driver fails</translation>
    </message>
    <message>
        <source>有别的毛病</source>
        <translation>Some other trouble</translation>
    </message>
    <message>
        <source>没有特别的</source>
        <translation>Nothing special</translation>
    </message>
    <message>
        <source>证件长期有效，邮寄领卡</source>
        <translation>Valid without end, by post</translation>
    </message>
    <message>
        <source>未成年，有代办人</source>
        <translation>Minor with an agent</translation>
    </message>
    <message>
        <source>姓名带间隔号</source>
        <translation>Dot in the name</translation>
    </message>
    <message>
        <source>生僻字</source>
        <translation>Rare character</translation>
    </message>
    <message>
        <source>港澳居民居住证</source>
        <translation>HK/Macao permit</translation>
    </message>
    <message>
        <source>外国人永久居留身份证</source>
        <translation>Foreigner&apos;s card</translation>
    </message>
    <message>
        <source>证件快到期</source>
        <translation>Card expires soon</translation>
    </message>
    <message>
        <source>大学生</source>
        <translation>Student</translation>
    </message>
    <message>
        <source>同意代扣，名有生僻字</source>
        <translation>Agrees to deduction</translation>
    </message>
    <message>
        <source>芯片坏了</source>
        <translation>Dead chip</translation>
    </message>
    <message>
        <source>画面停住</source>
        <translation>Picture stands still</translation>
    </message>
    <message>
        <source>居民身份证</source>
        <translation>Resident&apos;s ID card</translation>
    </message>
    <message>
        <source>长期有效的证件</source>
        <translation>Valid without end</translation>
    </message>
    <message>
        <source>姓名里有自造字</source>
        <translation>Private-use character</translation>
    </message>
    <message>
        <source>未成年人</source>
        <translation>Minor</translation>
    </message>
    <message>
        <source>外国人永居证 2017</source>
        <translation>Foreigner&apos;s card 2017</translation>
    </message>
    <message>
        <source>外国人永居证 2023</source>
        <translation>Foreigner&apos;s card 2023</translation>
    </message>
    <message>
        <source>坐不住，一直在动</source>
        <translation>Can&apos;t sit still</translation>
    </message>
    <message>
        <source>芯片里是自造字</source>
        <translation>Private character in the chip</translation>
    </message>
    <message>
        <source>花名册上的人</source>
        <translation>On the roster</translation>
    </message>
    <message>
        <source>上次的记录被退回</source>
        <translation>Record was returned</translation>
    </message>
</context>
<context>
    <name>Destination</name>
    <message>
        <source>保存到哪个文件夹</source>
        <translation>Folder to save it in</translation>
    </message>
    <message>
        <source>密码（至少 {count} 个字符）</source>
        <translation>Password (at least {count} characters)</translation>
    </message>
    <message>
        <source>再输入一次密码</source>
        <translation>Password once more</translation>
    </message>
    <message>
        <source>请选择文件夹，比如 U 盘。按 F4 选择。</source>
        <translation>Choose a folder, such as a USB stick: press F4.</translation>
    </message>
    <message>
        <source>没有这个文件夹，请重新选择。</source>
        <translation>There is no such folder; choose another.</translation>
    </message>
    <message>
        <source>密码太短，至少 {count} 个字符。</source>
        <translation>Too short: at least {count} characters.</translation>
    </message>
    <message>
        <source>两次输入的密码不一样，请再输入一次。</source>
        <translation>The two passwords differ; type it again.</translation>
    </message>
</context>
<context>
    <name>DestroyDialog</name>
    <message numerus="yes">
        <source>销毁 %n 条到期记录</source>
        <translation>
            <numerusform>Destroy %n record that is due</numerusform>
            <numerusform>Destroy %n records that are due</numerusform>
        </translation>
    </message>
    <message>
        <source>姓名、证件、照片（{size}）和日志中的内容会被覆盖，不能恢复；只留编号、日期和摘要，并出具销毁证明。</source>
        <translation>Names, numbers, pictures ({size}) and what the trail tells are overwritten, and can&apos;t be brought back. Id, dates and a digest stay; you get a certificate.</translation>
    </message>
    <message>
        <source>{record}，{due} 到期</source>
        <translation>{record}, due on {due}</translation>
    </message>
    <message numerus="yes">
        <source>……另有 %n 条</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>销毁</source>
        <translation>Destroy</translation>
    </message>
</context>
<context>
    <name>DevicesTab</name>
    <message>
        <source>设备</source>
        <translation>Devices</translation>
    </message>
    <message>
        <source>测试读卡器</source>
        <translation>Test reader</translation>
    </message>
    <message>
        <source>体检</source>
        <translation>Examine</translation>
    </message>
    <message>
        <source>读卡器</source>
        <translation>Reader</translation>
    </message>
    <message>
        <source>摄像头</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>打印机</source>
        <translation>Printer</translation>
    </message>
    <message>
        <source>默认打印机</source>
        <translation>Default printer</translation>
    </message>
    <message>
        <source>没有找到打印机。表格可以保存为 PDF，拿到别处打印。</source>
        <translation>No printer was found. Forms can be saved as PDF and printed elsewhere.</translation>
    </message>
    <message>
        <source>正在检查每个部分…</source>
        <translation>Looking at every part…</translation>
    </message>
    <message>
        <source>按 F5 检查读卡器、摄像头、字体、照片模型、磁盘、时钟和数据库。</source>
        <translation>F5 looks at reader, camera, fonts, photo models, disk, clock and database.</translation>
    </message>
    <message>
        <source>灯光检查</source>
        <translation>Light check</translation>
    </message>
    <message>
        <source>拍照</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>拍照画面</source>
        <translation>Photo camera</translation>
    </message>
    <message>
        <source>证件画面</source>
        <translation>Document camera</translation>
    </message>
    <message>
        <source>申请人屏幕</source>
        <translation>Applicant&apos;s screen</translation>
    </message>
</context>
<context>
    <name>DocumentFacts</name>
    <message>
        <source>{field}：来源不一致</source>
        <translation>{field}: the sources differ</translation>
    </message>
    <message>
        <source>正面</source>
        <translation>Front</translation>
    </message>
    <message>
        <source>背面</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>{side}没有裁切，整张使用</source>
        <translation>{side}: used whole, not cut out</translation>
    </message>
    <message>
        <source>理由：{reason}</source>
        <translation>Reason: {reason}</translation>
    </message>
    <message>
        <source>图片识别，还没有核对</source>
        <translation>Read from a picture, not compared yet</translation>
    </message>
    <message>
        <source>图片识别，经办人已核对</source>
        <translation>Read from a picture, compared by the clerk</translation>
    </message>
    <message>
        <source>证件由读卡器读取</source>
        <translation>Document read by the card reader</translation>
    </message>
    <message>
        <source>没有读卡，证件信息由图片识别</source>
        <translation>No card was read: document data read from a picture</translation>
    </message>
    <message>
        <source>没有读卡，证件信息由人工录入</source>
        <translation>No card was read: document data typed by hand</translation>
    </message>
    <message>
        <source>{field}：来源不一致，经办人另填</source>
        <translation>{field}: the sources differ, the clerk typed another value</translation>
    </message>
    <message>
        <source>{field}：来源不一致，经办人选用“{source}”</source>
        <translation>{field}: the sources differ, the clerk took “{source}”</translation>
    </message>
    <message>
        <source>{source}：{value}</source>
        <translation>{source}: {value}</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>识别认为两张图片不是同一张证件，经办人核对后按同一张使用</source>
        <translation>The reader took the two pictures for different cards; the clerk compared them and kept both</translation>
    </message>
</context>
<context>
    <name>Doors</name>
    <message>
        <source>分给几台电脑</source>
        <translation>Share with other laptops</translation>
    </message>
    <message>
        <source>结束集中采集</source>
        <translation>End the drive</translation>
    </message>
    <message>
        <source>开始集中采集</source>
        <translation>Start the drive</translation>
    </message>
    <message>
        <source>给未到的人排时间</source>
        <translation>Give times to those who are missing</translation>
    </message>
    <message>
        <source>取消排好的时间</source>
        <translation>Take the times back</translation>
    </message>
    <message>
        <source>收起：不再调出这些人</source>
        <translation>Put aside: these people aren&apos;t called up any more</translation>
    </message>
    <message>
        <source>重新拿出来用</source>
        <translation>Use it again</translation>
    </message>
    <message>
        <source>改名</source>
        <translation>Rename</translation>
    </message>
    <message>
        <source>删除花名册</source>
        <translation>Delete the roster</translation>
    </message>
    <message>
        <source>集中采集已结束，采集的人都在。</source>
        <translation>The drive has ended; all records are kept.</translation>
    </message>
    <message>
        <source>集中采集已开始：在“办理”页放上身份证，就调出这份花名册上的人。</source>
        <translation>The drive has begun: a card on the reader at the counter calls up its person of this roster.</translation>
    </message>
    <message>
        <source>未到名单</source>
        <translation>Who is missing</translation>
    </message>
    <message>
        <source>保存{name}</source>
        <translation>Save: {name}</translation>
    </message>
    <message>
        <source>已保存 {file}</source>
        <translation>Saved {file}</translation>
    </message>
    <message numerus="yes">
        <source>已给 %n 人排好时间</source>
        <translation>
            <numerusform>%n person has a time</numerusform>
            <numerusform>%n people have a time</numerusform>
        </translation>
    </message>
    <message>
        <source>，最后一批 {at}</source>
        <translation>, the last at {at}</translation>
    </message>
    <message numerus="yes">
        <source>已取消 %n 人的时间</source>
        <translation>
            <numerusform>%n person&apos;s time is taken back</numerusform>
            <numerusform>%n people&apos;s times are taken back</numerusform>
        </translation>
    </message>
    <message>
        <source>已收起，不再调出这些人；随时可以再拿出来。</source>
        <translation>Put aside: these people aren&apos;t called up any more. You can take it out again at any time.</translation>
    </message>
    <message>
        <source>已重新拿出来用。</source>
        <translation>It is in use again.</translation>
    </message>
    <message>
        <source>花名册已删除，采集的记录都在。</source>
        <translation>The roster is deleted; all records are kept.</translation>
    </message>
    <message>
        <source>带上现有的人，再发一次模板</source>
        <translation>The template once more, with these people in it</translation>
    </message>
    <message>
        <source>花名册模板</source>
        <translation>Roster template</translation>
    </message>
    <message>
        <source>采集时间安排表</source>
        <translation>Who comes when</translation>
    </message>
    <message>
        <source>未到名单：打印或存为表格</source>
        <translation>Who is missing: print or save</translation>
    </message>
    <message>
        <source>未到人员名单</source>
        <translation>Who hasn&apos;t come</translation>
    </message>
    <message>
        <source>打印（也可以存为 PDF）</source>
        <translation>Print, or save as PDF</translation>
    </message>
    <message>
        <source>存为表格（Excel），发给单位</source>
        <translation>Save as a table (Excel) to be sent to the unit</translation>
    </message>
    <message>
        <source>打印表格</source>
        <translation>Print forms</translation>
    </message>
    <message>
        <source>二次采集比对</source>
        <translation>Compare with cards</translation>
    </message>
    <message>
        <source>核销签字表格</source>
        <translation>Strike off signed sheets</translation>
    </message>
    <message>
        <source>批量导入照片</source>
        <translation>Import many photos</translation>
    </message>
</context>
<context>
    <name>DrillDialog</name>
    <message>
        <source>开始验证</source>
        <translation>Prove it</translation>
    </message>
    <message>
        <source>验证备份能恢复</source>
        <translation>Prove a backup</translation>
    </message>
    <message>
        <source>把 {file} 恢复到临时位置，全部读一遍，然后删除。正在使用的数据不受影响。</source>
        <translation>Restores {file} into a scratch place, reads all of it, and deletes it. The data in use aren&apos;t touched.</translation>
    </message>
    <message>
        <source>您在备份那天的密码</source>
        <translation>Your password on the day of the backup</translation>
    </message>
    <message>
        <source>请输入密码。</source>
        <translation>Please type the password.</translation>
    </message>
</context>
<context>
    <name>DriveDialog</name>
    <message>
        <source>开始</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>开始集中采集：{title}</source>
        <translation>Start the drive: {title}</translation>
    </message>
    <message>
        <source>下面填好的，花名册上没写时就用它，本人可以改；不在名单上的人按一个键加到这个单位。不必填。</source>
        <translation>What you fill in here is used where the roster says nothing, and each person may change it. Who isn&apos;t on the roster is added to this unit by one key. Nothing has to be filled in.</translation>
    </message>
    <message>
        <source>不在名单上的人算哪个单位</source>
        <translation>Unit of those who aren&apos;t on the roster</translation>
    </message>
</context>
<context>
    <name>DriveStrip</name>
    <message>
        <source>花名册</source>
        <translation>Roster</translation>
    </message>
    <message>
        <source>集中采集</source>
        <translation>Drive</translation>
    </message>
    <message>
        <source>已采集 {done}/{all}</source>
        <translation>Done {done}/{all}</translation>
    </message>
    <message>
        <source>请 {number} 号 {name}</source>
        <translation>Call no. {number}, {name}</translation>
    </message>
</context>
<context>
    <name>DriveWords</name>
    <message>
        <source>花名册第 {position} 位：{name}</source>
        <translation>No. {position} of the roster: {name}</translation>
    </message>
    <message numerus="yes">
        <source>，填入 %n 项</source>
        <translation>
            <numerusform>, %n field filled</numerusform>
            <numerusform>, %n fields filled</numerusform>
        </translation>
    </message>
    <message>
        <source>，用上了事先准备的照片</source>
        <translation>, with the photo prepared beforehand</translation>
    </message>
    <message>
        <source>事先准备的照片不合本市要求，请重新拍照。</source>
        <translation>The photo prepared beforehand doesn&apos;t meet this city&apos;s rules; please take a new one.</translation>
    </message>
    <message>
        <source>{label}：花名册“{listed}”，记录“{held}”</source>
        <translation>{label}: roster “{listed}”, record “{held}”</translation>
    </message>
    <message numerus="yes">
        <source>另有 %n 项</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>花名册与记录有 %n 项不同，以证件和录入的为准。</source>
        <translation>
            <numerusform>The roster differs from the record in %n field; card and typing stand.</numerusform>
            <numerusform>The roster differs from the record in %n fields; card and typing stand.</numerusform>
        </translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
    <message>
        <source>去看</source>
        <translation>Have a look</translation>
    </message>
    <message>
        <source>花名册注明这一位不采集：{reason}</source>
        <translation>The roster says that this person won&apos;t be collected: {reason}</translation>
    </message>
    <message>
        <source>本人要办理的，照常叫到；否则请结束此人。</source>
        <translation>If they want to be, call them up all the same; otherwise end this person.</translation>
    </message>
    <message>
        <source>仍然办理</source>
        <translation>Go on all the same</translation>
    </message>
    <message>
        <source>花名册里有这一位：{name}，第 {position} 位。</source>
        <translation>This person is on the roster: {name}, no. {position}.</translation>
    </message>
    <message>
        <source>空着的项可以用花名册填上。</source>
        <translation>What is empty can be filled from the roster.</translation>
    </message>
    <message>
        <source>从花名册填入</source>
        <translation>Fill from the roster</translation>
    </message>
    <message>
        <source>请问本人的单位和出生日期；确是这一位的，号码以证件为准。</source>
        <translation>Ask for unit and birth date. If it is this person, the number stays the card&apos;s.</translation>
    </message>
    <message>
        <source>就是这一位</source>
        <translation>It is this person</translation>
    </message>
    <message>
        <source>请问本人的单位。</source>
        <translation>Ask for the unit.</translation>
    </message>
    <message>
        <source>花名册里没有这一位。</source>
        <translation>This person isn&apos;t on the roster.</translation>
    </message>
    <message>
        <source>属于“{unit}”的可以加入；不属于的照常办理。</source>
        <translation>If they belong to {unit}, they can be added; if not, just go on.</translation>
    </message>
    <message>
        <source>属于本单位的可以加入；不属于的照常办理。</source>
        <translation>If they belong to this unit, they can be added; if not, just go on.</translation>
    </message>
    <message>
        <source>加入花名册</source>
        <translation>Add to the roster</translation>
    </message>
    <message>
        <source>花名册里有同名的{name}{unit}，但号码是 …{end}。</source>
        <translation>The roster has a {name}{unit}, but with a number ending in {end}.</translation>
    </message>
    <message>
        <source>花名册里有同名的{name}{unit}，没有写号码。</source>
        <translation>The roster has a {name}{unit}, without a number.</translation>
    </message>
    <message>
        <source>（{unit}）</source>
        <translation> ({unit})</translation>
    </message>
</context>
<context>
    <name>EnquirySheet</name>
    <message>
        <source>查询制卡进度、卡状态</source>
        <translation>Ask how a card is coming along</translation>
    </message>
    <message>
        <source>证件号码、受理编号或社会保障卡号，要完整</source>
        <translation>Document, receipt or card number, whole</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>查询</source>
        <translation>Ask</translation>
    </message>
    <message>
        <source>输入后按回车，或请本人把身份证放到读卡器上。只答本站办理过的业务。</source>
        <translation>Type and press Enter, or let the holder lay the ID card on the reader. Only what this station took down is answered.</translation>
    </message>
    <message>
        <source>本站没有办理过这个号码的业务。请核对号码，或拨打 12333 查询。</source>
        <translation>This station took nothing down for this number. Check it, or call 12333.</translation>
    </message>
    <message>
        <source>业务</source>
        <translation>Business</translation>
    </message>
    <message>
        <source>业务节点</source>
        <translation>Step</translation>
    </message>
    <message>
        <source>办理结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>办理时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>尚未报送</source>
        <translation>not sent yet</translation>
    </message>
    <message>
        <source>已收到回盘</source>
        <translation>told by the bureau</translation>
    </message>
    <message>
        <source>卡状态：{state}</source>
        <translation>Card: {state}</translation>
    </message>
    <message>
        <source>卡号：{number}</source>
        <translation>Card number: {number}</translation>
    </message>
    <message>
        <source>发卡日期：{date}</source>
        <translation>Issued: {date}</translation>
    </message>
    <message>
        <source>发卡银行：{bank}</source>
        <translation>Bank: {bank}</translation>
    </message>
    <message>
        <source>归属地：{city}</source>
        <translation>City: {city}</translation>
    </message>
    <message>
        <source>领卡网点：{place}</source>
        <translation>Pickup: {place}</translation>
    </message>
    <message>
        <source>{state}（{time}，{told}）</source>
        <translation>{state} ({time}, {told})</translation>
    </message>
</context>
<context>
    <name>ExpiryEditor</name>
    <message>
        <source>长期</source>
        <translation>Long-term</translation>
    </message>
</context>
<context>
    <name>Explaining</name>
    <message>
        <source>“{header}”这一列是</source>
        <translation>The column “{header}” is</translation>
    </message>
    <message>
        <source>不用这一列</source>
        <translation>Not needed</translation>
    </message>
    <message>
        <source>指明哪一列</source>
        <translation>Which column</translation>
    </message>
    <message>
        <source>“{word}”的意思是</source>
        <translation>“{word}” means</translation>
    </message>
    <message>
        <source>解释哪一个状态</source>
        <translation>Which state</translation>
    </message>
    <message>
        <source>第 {row} 行说的是哪一条</source>
        <translation>Which record row {row} means</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <source>导出批次 {number}，%n 人</source>
        <translation>
            <numerusform>Export batch {number}, %n person</numerusform>
            <numerusform>Export batch {number}, %n people</numerusform>
        </translation>
    </message>
    <message>
        <source>上传包用 AES-256 加密。密码请用别的途径告诉收件人，不要和文件放在一起；程序不保存密码。</source>
        <translation>The package is encrypted with AES-256. Tell the receiver the password another way, never beside the file; the program doesn&apos;t keep it.</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>上传包密码（至少 {count} 个英文字母、数字或符号）</source>
        <translation>Password of the package (at least {count} letters, digits or signs)</translation>
    </message>
    <message>
        <source>导出</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>停止导出</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>打开文件夹</source>
        <translation>Open folder</translation>
    </message>
    <message>
        <source>正在核对批次内容…</source>
        <translation>Comparing with what was sealed…</translation>
    </message>
    <message>
        <source>正在写入并回读校验：{done} / {total}</source>
        <translation>Writing and reading back: {done} / {total}</translation>
    </message>
    <message>
        <source>批次 {number} 已导出，回读校验一致。</source>
        <translation>Batch {number} was exported, and reads back the same.</translation>
    </message>
    <message>
        <source>批次仍然封存着，内容没有变，随时可以再导出。</source>
        <translation>The batch is still sealed and unchanged; it can be exported again at any time.</translation>
    </message>
    <message>
        <source>导出已停止，没有留下半个文件。</source>
        <translation>The export was stopped; no half file was left behind.</translation>
    </message>
    <message>
        <source>批次仍然封存着，随时可以再导出。</source>
        <translation>The batch is still sealed and can be exported at any time.</translation>
    </message>
    <message>
        <source>正在停止…</source>
        <translation>Stopping…</translation>
    </message>
    <message numerus="yes">
        <source>导出全部 %n 个待导出批次</source>
        <translation>
            <numerusform>Export %n batch that waits</numerusform>
            <numerusform>Export all %n batches that wait</numerusform>
        </translation>
    </message>
    <message>
        <source>空间不够，请换一个文件夹或 U 盘，或先腾出空间。</source>
        <translation>There is too little room. Choose another folder or stick, or free some.</translation>
    </message>
    <message>
        <source>批次 {number}（第 {done} 个，共 {all} 个）</source>
        <translation>Batch {number} ({done} of {all})</translation>
    </message>
    <message numerus="yes">
        <source>%n 个批次已导出，回读校验一致。</source>
        <translation>
            <numerusform>%n batch exported and read back without a difference.</numerusform>
            <numerusform>%n batches exported and read back without a difference.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>已导出 %n 个批次，不会重复写；其余仍封存着，随时可以接着导出。</source>
        <translation>
            <numerusform>%n batch was exported and won’t be written again; the others stay sealed, go on whenever you like.</numerusform>
            <numerusform>%n batches were exported and won’t be written again; the others stay sealed, go on whenever you like.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FaceModel</name>
    <message>
        <source>已标记</source>
        <translation>marked</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>经办人照用，理由：{reason}</source>
        <translation>Taken all the same, because: {reason}</translation>
    </message>
    <message>
        <source>还没有人看过</source>
        <translation>Nobody has looked at it yet</translation>
    </message>
    <message>
        <source>经办人看过，已确认</source>
        <translation>Looked at and confirmed by the clerk</translation>
    </message>
    <message numerus="yes">
        <source>%n 项检查合格</source>
        <translation>
            <numerusform>%n check passed</numerusform>
            <numerusform>%n checks passed</numerusform>
        </translation>
    </message>
    <message>
        <source>背景由程序换成白色</source>
        <translation>Background made white by the program</translation>
    </message>
    <message>
        <source>头发上缘被裁掉一点，规范允许</source>
        <translation>Top of the hair cut a little, as the rules allow</translation>
    </message>
    <message>
        <source>开始采集</source>
        <translation>Begun</translation>
    </message>
    <message numerus="yes">
        <source>登记表已打印 %n 次</source>
        <translation>
            <numerusform>Form printed %n time</numerusform>
            <numerusform>Form printed %n times</numerusform>
        </translation>
    </message>
    <message>
        <source>登记表还没有打印</source>
        <translation>Form not printed yet</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>申请人还没有同意</source>
        <translation>The applicant hasn&apos;t agreed yet</translation>
    </message>
    <message>
        <source>申请人已同意</source>
        <translation>The applicant agreed</translation>
    </message>
    <message>
        <source>只认 GBK 的系统存不下，请对照证件图片。</source>
        <translation>Systems that know GBK alone lose them: compare with the ID picture.</translation>
    </message>
    <message>
        <source>姓名含生僻字：{listed}</source>
        <translation>Rare characters in the name: {listed}</translation>
    </message>
    <message>
        <source>经办人手工移动过照片</source>
        <translation>The clerk moved the photo by hand</translation>
    </message>
    <message>
        <source>当天灯光 {score} 分</source>
        <translation>The day&apos;s light: {score} of 100</translation>
    </message>
    <message>
        <source>{name}：{figure}，要求 {limit}</source>
        <translation>{name}: {figure}, limit {limit}</translation>
    </message>
    <message>
        <source>位置 {x:+g}、{y:+g} 像素</source>
        <translation>position {x:+g}, {y:+g} px</translation>
    </message>
    <message>
        <source>缩放 {percent:.0f}%</source>
        <translation>zoom {percent:.0f}%</translation>
    </message>
    <message>
        <source>旋转 {degrees:+g}°</source>
        <translation>turned {degrees:+g}°</translation>
    </message>
    <message>
        <source>退回：{reason}</source>
        <translation>Returned: {reason}</translation>
    </message>
    <message>
        <source>还没有改</source>
        <translation>Not answered yet</translation>
    </message>
    <message>
        <source>没有改动，又提交了</source>
        <translation>Left as it was and submitted again</translation>
    </message>
    <message>
        <source>已改动</source>
        <translation>Changed since</translation>
    </message>
    <message>
        <source>这种业务不用签同意条款</source>
        <translation>This business has no texts to agree to</translation>
    </message>
</context>
<context>
    <name>FeedbackFront</name>
    <message>
        <source>还没有读过回盘</source>
        <translation>No feedback was read yet</translation>
    </message>
    <message>
        <source>社保部门或银行发回的表格：先预览每一行会怎样，再一次读入；读入后可以整体撤回。</source>
        <translation>Tables that bureaus or banks sent back: look at what each line will do, then read them in as a whole; all of it can be taken back.</translation>
    </message>
    <message>
        <source>读入回盘</source>
        <translation>Read feedback</translation>
    </message>
    <message>
        <source>发卡和领卡名单</source>
        <translation>Handing out cards, and lists</translation>
    </message>
    <message>
        <source>读取持卡人证件发卡；为单位打印领卡签收表、通知单。</source>
        <translation>Read the holder&apos;s document to hand a card out; print lists to sign and notices for units.</translation>
    </message>
    <message>
        <source>发卡</source>
        <translation>Hand out</translation>
    </message>
    <message>
        <source>读过的回盘</source>
        <translation>Feedback that was read</translation>
    </message>
</context>
<context>
    <name>FeedbackPage</name>
    <message>
        <source>读入回盘</source>
        <translation>Read feedback</translation>
    </message>
    <message>
        <source>发卡</source>
        <translation>Hand out</translation>
    </message>
    <message>
        <source>选择回盘文件</source>
        <translation>Choose the feedback file</translation>
    </message>
    <message numerus="yes">
        <source>已读入 {file}，%n 条记录有更新</source>
        <translation>
            <numerusform>{file} was read in: %n record changed</numerusform>
            <numerusform>{file} was read in: %n records changed</numerusform>
        </translation>
    </message>
    <message>
        <source>已撤回 {file}</source>
        <translation>{file} was taken back</translation>
    </message>
</context>
<context>
    <name>FeedbackWords</name>
    <message>
        <source>已撤回</source>
        <translation>Taken back</translation>
    </message>
    <message>
        <source>已读入</source>
        <translation>Read in</translation>
    </message>
    <message>
        <source>卡号 {number}</source>
        <translation>Card {number}</translation>
    </message>
    <message>
        <source>文件里姓名写作“{name}”</source>
        <translation>The file spells the name “{name}”</translation>
    </message>
    <message>
        <source>{count} 条记录，按 D 选定</source>
        <translation>{count} records: choose by D</translation>
    </message>
    <message>
        <source>若确是又一次，按 D 计入</source>
        <translation>Press D if it is so again</translation>
    </message>
    <message>
        <source>卡号不完整（有遮盖或被表格改写），不采用</source>
        <translation>the card number isn&apos;t whole (covered, or cut by the spreadsheet) and isn&apos;t taken</translation>
    </message>
    <message>
        <source>这一行的编码与别的行不同，请核对姓名</source>
        <translation>this line is in another encoding than the rest; look at the name</translation>
    </message>
</context>
<context>
    <name>FieldEditor</name>
    <message>
        <source>必填</source>
        <translation>required</translation>
    </message>
    <message>
        <source>只读</source>
        <translation>read only</translation>
    </message>
</context>
<context>
    <name>FiguresPage</name>
    <message>
        <source>日</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>周</source>
        <translation>Week</translation>
    </message>
    <message>
        <source>月</source>
        <translation>Month</translation>
    </message>
    <message>
        <source>年</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>概览</source>
        <translation>Overview</translation>
    </message>
    <message>
        <source>按单位</source>
        <translation>By unit</translation>
    </message>
    <message>
        <source>按录入员</source>
        <translation>By clerk</translation>
    </message>
    <message>
        <source>正在统计…</source>
        <translation>Counting…</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>我自己的</source>
        <translation>My own</translation>
    </message>
    <message>
        <source>全站</source>
        <translation>Whole station</translation>
    </message>
    <message>
        <source>帮助</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>往前</source>
        <translation>Earlier</translation>
    </message>
    <message>
        <source>往后</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>现在</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>选录入员</source>
        <translation>Clerk</translation>
    </message>
    <message>
        <source>导出表格</source>
        <translation>Export table</translation>
    </message>
    <message>
        <source>看谁的统计？</source>
        <translation>Whose figures?</translation>
    </message>
    <message>
        <source>导出统计</source>
        <translation>Export figures</translation>
    </message>
    <message>
        <source>已导出 {file}</source>
        <translation>{file} is written</translation>
    </message>
</context>
<context>
    <name>FiguresWords</name>
    <message>
        <source>{seconds} 秒</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>{minutes} 分 {seconds} 秒</source>
        <translation>{minutes} min {seconds} s</translation>
    </message>
    <message>
        <source>{hours} 小时</source>
        <translation>{hours} h</translation>
    </message>
    <message>
        <source>{days} 天</source>
        <translation>{days} days</translation>
    </message>
</context>
<context>
    <name>FileOpening</name>
    <message>
        <source>登录后打开：{file}</source>
        <translation>Opens after the log-in: {file}</translation>
    </message>
    <message>
        <source>请先关闭打开着的对话框，再打开文件</source>
        <translation>Close the dialog that is open first, then open the file again</translation>
    </message>
    <message>
        <source>把设置包加到本站</source>
        <translation>Add a set-up to this station</translation>
    </message>
    <message>
        <source>只加本站没有的：单位、人员（不带密码）、信任的站点、花名册和没有设过的设置。指纹与发来的人核对一致再加：</source>
        <translation>Only what isn&apos;t here is added: units, people (without passwords), trusted stations, rosters and settings that were never set. Compare the fingerprint with whoever sent it first:</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>指纹一致，加入</source>
        <translation>It is the same: add</translation>
    </message>
    <message>
        <source>设置包已加入：单位 {units} 个，人员 {people} 人，信任的站点 {stations} 个。</source>
        <translation>The set-up was added. Units: {units}, people: {people}, trusted stations: {stations}.</translation>
    </message>
    <message>
        <source>新来的人还没有密码，请在“设置 → 人员”里逐个设。</source>
        <translation>Those who came have no password yet: give each one in Settings → People.</translation>
    </message>
    <message>
        <source>做完这一步再打开：{file}</source>
        <translation>Opened when this step is done: {file}</translation>
    </message>
    <message>
        <source>要恢复 {file}，请按 F3</source>
        <translation>To restore {file}, press F3</translation>
    </message>
</context>
<context>
    <name>FileReading</name>
    <message>
        <source>正在读取 {file}…</source>
        <translation>Reading {file}…</translation>
    </message>
    <message>
        <source>正在读入…</source>
        <translation>Reading in…</translation>
    </message>
</context>
<context>
    <name>FilesModel</name>
    <message>
        <source>文件</source>
        <translation>File</translation>
    </message>
    <message>
        <source>能否合并</source>
        <translation>Can it be merged?</translation>
    </message>
    <message>
        <source>站点</source>
        <translation>Station</translation>
    </message>
    <message>
        <source>记录</source>
        <translation>Records</translation>
    </message>
    <message>
        <source>写出时间</source>
        <translation>Made at</translation>
    </message>
    <message numerus="yes">
        <source>%n 条</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
    <message>
        <source>正在校验</source>
        <translation>Being verified</translation>
    </message>
    <message>
        <source>可以合并</source>
        <translation>Ready</translation>
    </message>
    <message>
        <source>站点未信任</source>
        <translation>Not trusted yet</translation>
    </message>
    <message>
        <source>不能合并</source>
        <translation>Can&apos;t be merged</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>读入</source>
        <translation>Read in</translation>
    </message>
    <message>
        <source>行数</source>
        <translation>Lines</translation>
    </message>
    <message>
        <source>回执的批次</source>
        <translation>Acknowledged batches</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>全部</source>
        <translation>all</translation>
    </message>
    <message>
        <source>录入员：{now}</source>
        <translation>Clerk: {now}</translation>
    </message>
    <message>
        <source>单位：{now}</source>
        <translation>Unit: {now}</translation>
    </message>
    <message>
        <source>业务：{now}</source>
        <translation>Kind: {now}</translation>
    </message>
    <message>
        <source>提交：{now}</source>
        <translation>Submitted: {now}</translation>
    </message>
    <message>
        <source>情况：{now}</source>
        <translation>Only: {now}</translation>
    </message>
    <message>
        <source>清除筛选</source>
        <translation>Clear filters</translation>
    </message>
    <message>
        <source>有警告</source>
        <translation>with warnings</translation>
    </message>
    <message>
        <source>不合格照用</source>
        <translation>Overridden</translation>
    </message>
    <message>
        <source>退回过</source>
        <translation>returned before</translation>
    </message>
    <message>
        <source>须逐条审核</source>
        <translation>close look</translation>
    </message>
    <message>
        <source>可一起通过</source>
        <translation>may go together</translation>
    </message>
</context>
<context>
    <name>FindingsModel</name>
    <message>
        <source>行</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>列</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>填的是</source>
        <translation>What stands there</translation>
    </message>
    <message>
        <source>怎么改</source>
        <translation>How to mend it</translation>
    </message>
</context>
<context>
    <name>Finishing</name>
    <message>
        <source>证件图片读完就继续，不用再按。</source>
        <translation>Goes on as soon as the ID pictures are read. No need to press again.</translation>
    </message>
</context>
<context>
    <name>FirstStepsPage</name>
    <message numerus="yes">
        <source>还有 %n 步没做，随时在“设置”或“帮助”里按 F12 继续</source>
        <translation>
            <numerusform>%n step is left; F12 in Settings or Help goes on with it</numerusform>
            <numerusform>%n steps are left; F12 in Settings or Help goes on with them</numerusform>
        </translation>
    </message>
    <message>
        <source>都准备好了，可以办理第一位了</source>
        <translation>All is ready for the first person</translation>
    </message>
    <message>
        <source>以后再做</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>帮助</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>直接去办理</source>
        <translation>Straight to work</translation>
    </message>
    <message>
        <source>首次设置</source>
        <translation>First steps</translation>
    </message>
</context>
<context>
    <name>FlagEditor</name>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>否</source>
        <translation>No</translation>
    </message>
</context>
<context>
    <name>FormDialog</name>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>FormPrinter</name>
    <message>
        <source>保存为 PDF</source>
        <translation>Save as PDF</translation>
    </message>
    <message>
        <source>打印哪一种表格</source>
        <translation>Which form to print</translation>
    </message>
</context>
<context>
    <name>FormScan</name>
    <message>
        <source>已打开：{form}</source>
        <translation>Opened: {form}</translation>
    </message>
</context>
<context>
    <name>Gates</name>
    <message>
        <source>原来的站点改名为 {folder}。</source>
        <translation>The earlier station is kept as {folder}.</translation>
    </message>
    <message>
        <source>已从备份恢复，请登录。</source>
        <translation>Restored from the backup. Please log in.</translation>
    </message>
    <message>
        <source>练习站点会在另一个窗口打开。</source>
        <translation>The training station opens in a window of its own.</translation>
    </message>
</context>
<context>
    <name>GoBackDialog</name>
    <message>
        <source>程序退回上一版</source>
        <translation>Go back to the program before</translation>
    </message>
    <message>
        <source>下次打开程序时用上一版。如果新版本改过数据的结构，上一版打不开，要在登录页按 F3 恢复更新前的备份，之后录入的会丢失。</source>
        <translation>The version before is used from the next start on. If the new one changed how data are stored, the one before can&apos;t open them: restore the backup from before the update, by F3 at the log-in, and what was entered since is lost.</translation>
    </message>
    <message>
        <source>城市配置和代码表退回上一版</source>
        <translation>Go back to the profiles and code tables before</translation>
    </message>
    <message>
        <source>下次打开程序时用上一版的城市配置和代码表。已封存的批次只按封存时的内容导出。</source>
        <translation>Those before are used from the next start on. A sealed batch leaves as it was sealed, or not at all.</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>退回</source>
        <translation>Go back</translation>
    </message>
</context>
<context>
    <name>GuidanceStates</name>
    <message>
        <source>取景</source>
        <translation>In view</translation>
    </message>
    <message>
        <source>看到脸</source>
        <translation>Face seen</translation>
    </message>
    <message>
        <source>只有一人</source>
        <translation>One person</translation>
    </message>
    <message>
        <source>远近</source>
        <translation>Distance</translation>
    </message>
    <message>
        <source>位置</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>头正</source>
        <translation>Head level</translation>
    </message>
    <message>
        <source>睁眼</source>
        <translation>Eyes open</translation>
    </message>
    <message>
        <source>光线</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>背景</source>
        <translation>Wall</translation>
    </message>
    <message>
        <source>不动</source>
        <translation>Still</translation>
    </message>
    <message>
        <source>嘴合拢</source>
        <translation>Mouth closed</translation>
    </message>
</context>
<context>
    <name>HandOutSheet</name>
    <message>
        <source>领卡</source>
        <translation>Hand out a card</translation>
    </message>
    <message>
        <source>持卡人证件号码、受理编号或卡号，要完整</source>
        <translation>The holder&apos;s document number, receipt or card number, whole</translation>
    </message>
    <message>
        <source>领卡人姓名</source>
        <translation>Taker&apos;s name</translation>
    </message>
    <message>
        <source>领卡人证件号码</source>
        <translation>Taker&apos;s document number</translation>
    </message>
    <message>
        <source>已查看持卡人的身份证件</source>
        <translation>The holder&apos;s document was looked at</translation>
    </message>
    <message>
        <source>卡就在柜台上：本站没收到可领卡的回盘，也照样发</source>
        <translation>The card lies here: hand it out though no feedback says it is ready</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>撤回刚才的登记</source>
        <translation>Undo the last one</translation>
    </message>
    <message>
        <source>已发卡：{name}（{taker}领取）</source>
        <translation>Handed out: {name} (taken by: {taker})</translation>
    </message>
    <message>
        <source>已撤回：{name} 的卡还在柜台</source>
        <translation>Taken back: the card of {name} is still here</translation>
    </message>
    <message>
        <source>请持卡人把身份证放到读卡器上，或输入号码后按回车。</source>
        <translation>Let the holder lay the ID card on the reader, or type a number and press Enter.</translation>
    </message>
    <message>
        <source>本站没有这个人的制卡业务。请核对号码。</source>
        <translation>No card of this person is known here. Check the number.</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>受理编号</source>
        <translation>Receipt number</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>卡号</source>
        <translation>Card number</translation>
    </message>
    <message>
        <source>领卡网点</source>
        <translation>Pickup place</translation>
    </message>
    <message>
        <source>可以发卡。核对卡面姓名和照片，选择由谁领取。</source>
        <translation>The card can be handed out. Compare name and photo on it, and choose who takes it.</translation>
    </message>
    <message>
        <source>本站还没有收到这张卡可领的回盘。</source>
        <translation>No feedback says yet that this card is ready.</translation>
    </message>
    <message>
        <source>这张卡已经发出。</source>
        <translation>This card was handed out.</translation>
    </message>
    <message>
        <source>已查看{proof}原件</source>
        <translation>The {proof} was looked at</translation>
    </message>
    <message>
        <source>发卡</source>
        <translation>Hand out</translation>
    </message>
    <message>
        <source>查找</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>这张卡 {at} 已由{taker}领走。</source>
        <translation>This card was taken on {at} by the {taker}.</translation>
    </message>
</context>
<context>
    <name>HandOverDialog</name>
    <message>
        <source>交出站点包</source>
        <translation>Hand over</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>只有接收方能打开：{who}</source>
        <translation>Only the receiver can open it: {who}</translation>
    </message>
    <message>
        <source>还没有接收方的证书，请设一个密码，用别的途径告诉审核员。</source>
        <translation>There is no receiver&apos;s certificate yet; set a password, and tell the supervisor on another way.</translation>
    </message>
    <message>
        <source>交出</source>
        <translation>Hand over</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>正在准备…</source>
        <translation>Getting ready…</translation>
    </message>
    <message>
        <source>正在写入：{done} / {total} 条记录</source>
        <translation>Writing: {done} of {total} records</translation>
    </message>
    <message numerus="yes">
        <source>已写出 %n 个文件，回读一致。</source>
        <translation>
            <numerusform>%n file was written and read back.</numerusform>
            <numerusform>%n files were written and read back.</numerusform>
        </translation>
    </message>
    <message>
        <source>第一次交给审核员时，请当面或打电话核对本站的指纹：</source>
        <translation>At the first time, compare this station&apos;s fingerprint with the supervisor, face to face or by telephone:</translation>
    </message>
    <message>
        <source>已停止，没有写完的文件已删除。</source>
        <translation>Stopped; the unfinished file was deleted.</translation>
    </message>
    <message>
        <source>把本站的记录连同照片和办理经过写成加密、签名的文件，交给审核员合并。本站的记录不变。</source>
        <translation>Writes this station&apos;s records, with photos and history, to encrypted, signed files for the supervisor to merge. Nothing changes here.</translation>
    </message>
    <message>
        <source>全部记录</source>
        <translation>All records</translation>
    </message>
    <message>
        <source>上次交出以后的</source>
        <translation>Since the last time</translation>
    </message>
    <message>
        <source>只交 {at} 以后动过的记录。上次的文件没有合并成功的话，请交全部。</source>
        <translation>Only records that were touched since {at}. If the last file wasn&apos;t merged, hand all over.</translation>
    </message>
    <message>
        <source>上次交出是 {at}。重复的记录合并时不会变成两份。</source>
        <translation>The last handing over was at {at}. Records that come twice are merged once.</translation>
    </message>
</context>
<context>
    <name>HelpHost</name>
    <message>
        <source>练习站点会在另一个窗口打开。</source>
        <translation>The training station opens in a window of its own.</translation>
    </message>
</context>
<context>
    <name>HelpPage</name>
    <message>
        <source>按键一览</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>查找</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>给技术支持的信息</source>
        <translation>For support</translation>
    </message>
    <message>
        <source>存为 PDF</source>
        <translation>Save as PDF</translation>
    </message>
    <message>
        <source>首次设置</source>
        <translation>First steps</translation>
    </message>
    <message>
        <source>练习</source>
        <translation>Practise</translation>
    </message>
    <message>
        <source>许可与致谢</source>
        <translation>Licences and thanks</translation>
    </message>
</context>
<context>
    <name>HelpSheet</name>
    <message>
        <source>使用手册</source>
        <translation>User manual</translation>
    </message>
    <message>
        <source>按键一览</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>存为 PDF</source>
        <translation>Save as PDF</translation>
    </message>
    <message>
        <source>回到刚才的地方</source>
        <translation>Back to where you were</translation>
    </message>
    <message>
        <source>许可与致谢</source>
        <translation>Licences and thanks</translation>
    </message>
</context>
<context>
    <name>IdKeys</name>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>从文件</source>
        <translation>From a file</translation>
    </message>
    <message>
        <source>用高拍仪拍</source>
        <translation>By camera</translation>
    </message>
    <message>
        <source>重取正面</source>
        <translation>Front again</translation>
    </message>
    <message>
        <source>重取资料页</source>
        <translation>Page again</translation>
    </message>
    <message>
        <source>重取背面</source>
        <translation>Back again</translation>
    </message>
    <message>
        <source>用演示图片</source>
        <translation>Demo</translation>
    </message>
    <message>
        <source>正背面对调</source>
        <translation>Swap sides</translation>
    </message>
    <message>
        <source>转向</source>
        <translation>Turn</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>正在处理…</source>
        <translation>Working…</translation>
    </message>
    <message>
        <source>完成并读取</source>
        <translation>Done, read them</translation>
    </message>
    <message>
        <source>选择{side}</source>
        <translation>Choose the {side}</translation>
    </message>
    <message>
        <source>拍{side}</source>
        <translation>Take the {side}</translation>
    </message>
    <message>
        <source>不拍了</source>
        <translation>Leave the camera</translation>
    </message>
    <message>
        <source>空格</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>放稳会自动拍，也可以自己按</source>
        <translation>Taken by itself when it lies still; the key does it too</translation>
    </message>
    <message>
        <source>还没有高拍仪画面</source>
        <translation>No picture from the camera yet</translation>
    </message>
</context>
<context>
    <name>IdPicturesDialog</name>
    <message>
        <source>正面和背面是同一张图片。</source>
        <translation>Front and back are the same picture.</translation>
    </message>
    <message>
        <source>请换掉其中一张。</source>
        <translation>Replace one of them.</translation>
    </message>
    <message>
        <source>证件图片</source>
        <translation>ID pictures</translation>
    </message>
    <message>
        <source>{side}：</source>
        <translation>{side}: </translation>
    </message>
    <message>
        <source>整张使用</source>
        <translation>Use as it is</translation>
    </message>
    <message>
        <source>这是{side}，已放到{side}</source>
        <translation>This is the {side}; it was put there</translation>
    </message>
    <message>
        <source>这张是{side}，{side}已经有了。</source>
        <translation>This is the {side}, which is there already.</translation>
    </message>
    <message>
        <source>请选{side}的图片。</source>
        <translation>Choose a picture of the {side}.</translation>
    </message>
    <message>
        <source>就是同一张证件</source>
        <translation>It is one card</translation>
    </message>
</context>
<context>
    <name>IdTaking</name>
    <message>
        <source>剪贴板里没有图片。</source>
        <translation>There is no picture in the clipboard.</translation>
    </message>
    <message>
        <source>请先复制一张图片，再按 Ctrl+V。</source>
        <translation>Copy a picture first, then press Ctrl+V.</translation>
    </message>
    <message>
        <source>整张使用这张图片</source>
        <translation>Use this picture as it is</translation>
    </message>
    <message>
        <source>没有裁切、没有扶正。理由会记入操作日志，主管会看到。</source>
        <translation>It isn&apos;t cut out or straightened. The reason goes into the audit trail, where the supervisor sees it.</translation>
    </message>
    <message>
        <source>证件破损，边缘不完整</source>
        <translation>The card is damaged, its edge isn&apos;t whole</translation>
    </message>
    <message>
        <source>不是标准大小的证件</source>
        <translation>The document isn&apos;t of card size</translation>
    </message>
    <message>
        <source>图片已经裁好</source>
        <translation>The picture is cut out already</translation>
    </message>
    <message>
        <source>整张使用</source>
        <translation>Use as it is</translation>
    </message>
    <message>
        <source>这两张图片是同一张证件</source>
        <translation>Both pictures show the same card</translation>
    </message>
    <message>
        <source>请对照手里的证件，正反面都看过再确认。理由会记入操作日志，主管会看到。</source>
        <translation>Look at both sides of the card in your hand first. The reason goes into the trail, and the supervisor sees it.</translation>
    </message>
    <message>
        <source>核对过实物，是同一张证件，识别有误</source>
        <translation>Compared with the card itself: one card, misread</translation>
    </message>
    <message>
        <source>证件磨损，有的字认不清</source>
        <translation>The card is worn, and some letters can&apos;t be told</translation>
    </message>
    <message>
        <source>重拍过，结果一样</source>
        <translation>Taken again, with the same result</translation>
    </message>
    <message>
        <source>按同一张证件使用</source>
        <translation>Keep as one card</translation>
    </message>
    <message>
        <source>已删除：{side}</source>
        <translation>Removed: {side}</translation>
    </message>
    <message>
        <source>选择图片：{side}</source>
        <translation>Choose a picture: {side}</translation>
    </message>
</context>
<context>
    <name>ImportPart</name>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>不导入，返回</source>
        <translation>Back without importing</translation>
    </message>
    <message>
        <source>更新已有的花名册</source>
        <translation>Update a roster</translation>
    </message>
    <message>
        <source>只更新没有问题的</source>
        <translation>Update by the good rows only</translation>
    </message>
    <message>
        <source>只导入没有问题的</source>
        <translation>Import the good rows only</translation>
    </message>
    <message>
        <source>标出问题，交单位改</source>
        <translation>Mark the faults for the unit</translation>
    </message>
    <message>
        <source>看看会改什么</source>
        <translation>See what would change</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>正在读取和检查 {file}</source>
        <translation>Reading and checking {file}</translation>
    </message>
    <message>
        <source>这个文件里有几张名单，导入哪一张</source>
        <translation>This file has several lists. Which one?</translation>
    </message>
    <message>
        <source>正在导入</source>
        <translation>Importing</translation>
    </message>
    <message>
        <source>柜台可以照常办理。</source>
        <translation>The counter can go on meanwhile.</translation>
    </message>
    <message>
        <source>同样的名单已经导入过，没有再导入一次。</source>
        <translation>This very list was imported before and isn&apos;t imported twice.</translation>
    </message>
    <message numerus="yes">
        <source>已导入 %n 人</source>
        <translation>
            <numerusform>%n person imported</numerusform>
            <numerusform>%n people imported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>，其中 %n 人本站已有记录</source>
        <translation>
            <numerusform>, %n of whom has a record here</numerusform>
            <numerusform>, %n of whom have a record here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{title}（%n 人）</source>
        <translation>
            <numerusform>{title} (%n person)</numerusform>
            <numerusform>{title} (%n people)</numerusform>
        </translation>
    </message>
    <message>
        <source>更新哪一份花名册</source>
        <translation>Which roster is to be updated?</translation>
    </message>
    <message>
        <source>保存标注好的表格</source>
        <translation>Save the marked table</translation>
    </message>
    <message>
        <source>正在标注</source>
        <translation>Marking</translation>
    </message>
    <message>
        <source>已保存 {file}：有问题的格子标了颜色和批注。</source>
        <translation>Saved {file}: what is wrong is coloured and has a note.</translation>
    </message>
    <message>
        <source>已停止，什么都没有改动。</source>
        <translation>Stopped; nothing was changed.</translation>
    </message>
</context>
<context>
    <name>KeepSharesDialog</name>
    <message>
        <source>第 {number} 份，共 {made} 份</source>
        <translation>Share {number} of {made}</translation>
    </message>
    <message>
        <source>请第 {number} 位保管人来看。{needed} 份到齐能恢复本站点。</source>
        <translation>For keeper {number} to see. {needed} shares together recover this station.</translation>
    </message>
</context>
<context>
    <name>KeysStep</name>
    <message>
        <source>下一步。右下角总写着它会做什么：核对、拍照、打印、提交。</source>
        <translation>The next step. The lower right corner always says what it does: check, photo, print, submit.</translation>
    </message>
    <message>
        <source>拍照。人坐好、圈合上，自己就拍了；Enter 采用，R 重拍。</source>
        <translation>The photo. It takes itself once the person sits still and the ring closes; Enter accepts, R takes another.</translation>
    </message>
    <message>
        <source>挂起：材料不齐，先办下一位。F8 找回来。</source>
        <translation>Park: something is missing, and the next person comes first. F8 finds it again.</translation>
    </message>
    <message>
        <source>找人、找页面、找功能，打拼音首字母就行。</source>
        <translation>Finds people, pages and actions; pinyin initials will do.</translation>
    </message>
    <message>
        <source>眼前这件事的说明。Esc 回到刚才的地方，没填完的都在。</source>
        <translation>Help with what is in front. Esc leads back, with everything as you left it.</translation>
    </message>
</context>
<context>
    <name>KindsModel</name>
    <message>
        <source>多少处</source>
        <translation>How often</translation>
    </message>
    <message>
        <source>什么问题</source>
        <translation>What is wrong</translation>
    </message>
</context>
<context>
    <name>KnobPanel</name>
    <message>
        <source>画面调整</source>
        <translation>Adjustment</translation>
    </message>
    <message>
        <source>这个摄像头不能从电脑上调整曝光、对焦和白平衡。</source>
        <translation>Exposure, focus and white balance of this camera can&apos;t be turned from the computer.</translation>
    </message>
    <message>
        <source>曝光</source>
        <translation>Exposure</translation>
    </message>
    <message>
        <source>对焦</source>
        <translation>Focus</translation>
    </message>
    <message>
        <source>白平衡</source>
        <translation>White balance</translation>
    </message>
    <message>
        <source>自动</source>
        <translation>Automatic</translation>
    </message>
</context>
<context>
    <name>LeaveVersionDialog</name>
    <message>
        <source>安装时的版本</source>
        <translation>the installed version</translation>
    </message>
    <message>
        <source>退回 {before}</source>
        <translation>Go back to {before}</translation>
    </message>
    <message>
        <source>退回，再恢复备份</source>
        <translation>Go back, then restore the backup</translation>
    </message>
    <message>
        <source>窗口会关上，换 {before} 重新打开；以后不再用 {program}，要用时由审核员再装一次更新。数据没有变化。</source>
        <translation>The window closes, and {before} opens in its place. {program} isn&apos;t used any more, unless a supervisor takes the update once more. No data changes.</translation>
    </message>
    <message>
        <source>退回</source>
        <translation>Go back</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>{program} 登录时已经改过数据的结构，{before} 打不开现在的数据。退回以后，请在登录页按 F3，恢复更新前自动做的备份（在站点的 backups 文件夹），要审核员的密码。</source>
        <translation>At a log-in {program} has already given the data another structure, which {before} can&apos;t open. After going back, press F3 at the log-in and restore the backup that was made before the update (in the station&apos;s folder backups); it takes a supervisor&apos;s password.</translation>
    </message>
    <message>
        <source>用 {program} 录入的内容会丢失；请先告诉技术支持。</source>
        <translation>What was entered with {program} is lost then; tell support first.</translation>
    </message>
    <message>
        <source>用 {program} 还没有人进去过，不会丢失录入的内容。</source>
        <translation>Nobody has worked with {program} yet, so no entries are lost.</translation>
    </message>
    <message>
        <source>退回安装时的版本</source>
        <translation>Go back to the installed version</translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>这张照片还没有采用。</source>
        <translation>This photo hasn&apos;t been taken into the record yet.</translation>
    </message>
    <message>
        <source>正在制作，马上就好。再按一次 Esc 就不要它了。</source>
        <translation>It is being made and will be ready in a moment. Press Esc again to let it go.</translation>
    </message>
    <message>
        <source>上一张照片还没有采用。</source>
        <translation>The last photo wasn&apos;t taken into the record.</translation>
    </message>
    <message>
        <source>Ctrl+Z 找回它；再按一次 Esc 就不要它了。</source>
        <translation>Ctrl+Z brings it back; Esc again lets it go.</translation>
    </message>
    <message>
        <source>再按一次 Esc 就不要它了；Enter 采用，R 重拍。</source>
        <translation>Esc again lets it go; Enter takes it, R takes another.</translation>
    </message>
</context>
<context>
    <name>LessonsModel</name>
    <message>
        <source>课</source>
        <translation>Lesson</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>得分</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>按键</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>用时</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>次数</source>
        <translation>Tries</translation>
    </message>
    <message>
        <source>正在练</source>
        <translation>Going on</translation>
    </message>
    <message>
        <source>没练过</source>
        <translation>Not taken yet</translation>
    </message>
    <message>
        <source>做对了</source>
        <translation>Done right</translation>
    </message>
    <message>
        <source>再练练</source>
        <translation>Try again</translation>
    </message>
</context>
<context>
    <name>LightParts</name>
    <message>
        <source>灯光得分</source>
        <translation>Light score</translation>
    </message>
</context>
<context>
    <name>LightReminder</name>
    <message>
        <source>今天还没检查灯光。</source>
        <translation>The light hasn&apos;t been checked today.</translation>
    </message>
    <message>
        <source>二十秒看一遍墙和灯，照片少返工；不查也照常办理。</source>
        <translation>Twenty seconds on wall and lamp save photos from coming back; work goes on without it.</translation>
    </message>
    <message>
        <source>检查灯光</source>
        <translation>Check the light</translation>
    </message>
</context>
<context>
    <name>LightingDialog</name>
    <message>
        <source>再测一次</source>
        <translation>Check again</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>还要看 {seconds} 秒，可以边看边挪灯</source>
        <translation>{seconds} s more; lamps can be moved meanwhile</translation>
    </message>
    <message>
        <source>记下今天的得分</source>
        <translation>Keep as today&apos;s score</translation>
    </message>
    <message>
        <source>灯光检查</source>
        <translation>Light check</translation>
    </message>
    <message>
        <source>今天测过：{score} 分</source>
        <translation>Checked today: {score}</translation>
    </message>
</context>
<context>
    <name>LinesModel</name>
    <message>
        <source>行</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>号码</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>现在 → 读入后</source>
        <translation>Now → then</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Remark</translation>
    </message>
</context>
<context>
    <name>ListDialog</name>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>{what}：{done} / {total}</source>
        <translation>{what}: {done} / {total}</translation>
    </message>
    <message>
        <source>正在停止…</source>
        <translation>Stopping…</translation>
    </message>
    <message>
        <source>已停止。</source>
        <translation>Stopped.</translation>
    </message>
</context>
<context>
    <name>ListPart</name>
    <message>
        <source>导入花名册</source>
        <translation>Import a roster</translation>
    </message>
    <message>
        <source>打开分来的</source>
        <translation>Open a shared one</translation>
    </message>
    <message>
        <source>分给几台电脑</source>
        <translation>Share with other laptops</translation>
    </message>
    <message>
        <source>更多</source>
        <translation>More</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>选择花名册（Excel 或 CSV）</source>
        <translation>Choose a roster (Excel or CSV)</translation>
    </message>
    <message>
        <source>选择分来的花名册</source>
        <translation>Choose the shared roster</translation>
    </message>
    <message>
        <source>花名册已打开，放上身份证就会调出本人。</source>
        <translation>The roster is here: a card on the reader calls its person up.</translation>
    </message>
    <message>
        <source>导入模板</source>
        <translation>Template</translation>
    </message>
</context>
<context>
    <name>LiveView</name>
    <message>
        <source>从文件选择照片</source>
        <translation>Choose a picture file</translation>
    </message>
    <message>
        <source>头顶</source>
        <translation>Hair</translation>
    </message>
    <message>
        <source>眼睛</source>
        <translation>Eyes</translation>
    </message>
    <message>
        <source>居中</source>
        <translation>Centre</translation>
    </message>
    <message>
        <source>摄像头画面</source>
        <translation>Camera picture</translation>
    </message>
    <message>
        <source>远近</source>
        <translation>Distance</translation>
    </message>
</context>
<context>
    <name>LongWork</name>
    <message>
        <source>{what}…</source>
        <translation>{what}…</translation>
    </message>
    <message>
        <source>正在停止…</source>
        <translation>Stopping…</translation>
    </message>
    <message>
        <source>{what}：{done} / {total}</source>
        <translation>{what}: {done} of {total}</translation>
    </message>
</context>
<context>
    <name>LookRound</name>
    <message>
        <source>查看改动</source>
        <translation>See what changed</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>社保卡信息采集</source>
        <translation>Social security card enrolment</translation>
    </message>
    <message>
        <source>程序已经打开，就是这个窗口</source>
        <translation>The program is open already: this is it</translation>
    </message>
</context>
<context>
    <name>MakeCampaignDialog</name>
    <message>
        <source>批期设置包</source>
        <translation>Campaign set-up</translation>
    </message>
    <message>
        <source>给新电脑用：带上城市配置、单位名录、人员名单（不带密码）和本机的接收证书。按它建立的站点，交出的包只有本机能打开。</source>
        <translation>For new machines: the city, the units, the people (without passwords) and this machine&apos;s certificate. What stations set up by it hand over, only this machine opens.</translation>
    </message>
    <message>
        <source>一起带上的花名册（可以不带）</source>
        <translation>A roster to take along (or none)</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>写出设置包</source>
        <translation>Write the set-up</translation>
    </message>
    <message>
        <source>没有这个文件，请重新选择，或留空。</source>
        <translation>There is no such file; choose another, or leave it empty.</translation>
    </message>
    <message>
        <source>设置包已写出：{file}</source>
        <translation>The set-up was written: {file}</translation>
    </message>
    <message>
        <source>密码请用别的途径告诉各站点；它们打开时看到的指纹应是 {key}。</source>
        <translation>Tell the stations the password on another way; the fingerprint that they see when they open it must be {key}.</translation>
    </message>
    <message>
        <source>给哪些站点（编号和名称，用分号隔开；不填就在新电脑上填）</source>
        <translation>For which stations (number and name, semicolons between; empty: typed at the new computers)</translation>
    </message>
    <message>
        <source>如 9 武侯支行 9 号台；10 武侯支行 10 号台</source>
        <translation>such as 9 Wuhou desk 9; 10 Wuhou desk 10</translation>
    </message>
    <message>
        <source>有效期到（可以不填）</source>
        <translation>Good until (optional)</translation>
    </message>
    <message>
        <source>每个站点写编号和名称，如 9 武侯支行 9 号台，用分号隔开。</source>
        <translation>Number and name of each station, such as 9 Wuhou desk 9, semicolons between.</translation>
    </message>
</context>
<context>
    <name>ManualReader</name>
    <message>
        <source>在手册里查找</source>
        <translation>Search the manual</translation>
    </message>
    <message>
        <source>查找：词语或拼音首字母</source>
        <translation>Search by words</translation>
    </message>
    <message>
        <source>目录</source>
        <translation>Contents</translation>
    </message>
    <message>
        <source>手册</source>
        <translation>Manual</translation>
    </message>
</context>
<context>
    <name>MemorySheet</name>
    <message numerus="yes">
        <source>被退回 %n 次</source>
        <translation>
            <numerusform>Refused %n time</numerusform>
            <numerusform>Refused %n times</numerusform>
        </translation>
    </message>
    <message>
        <source>社保部门和银行退回的原因，只计次数，不记是谁的。一次退回可能有几个原因。</source>
        <translation>Why bureaus and banks sent records back: how often, never whose. One refusal may have several reasons.</translation>
    </message>
    <message>
        <source>分类</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>次数</source>
        <translation>Times</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>其他原因</source>
        <translation>other reasons</translation>
    </message>
    <message>
        <source>照片多为 {kb} KB</source>
        <translation>photos of about {kb} KB</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>录入员</source>
        <translation>Clerk</translation>
    </message>
    <message>
        <source>摄像头</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>时段</source>
        <translation>Hour</translation>
    </message>
    <message>
        <source>{hour} 点</source>
        <translation>{hour}:00</translation>
    </message>
    <message>
        <source>没有被退回的</source>
        <translation>Nothing was refused</translation>
    </message>
    <message>
        <source>读入回盘以后，社保部门和银行退回的原因会在这里按次数排列。</source>
        <translation>Once feedback was read, the reasons of bureau and bank will stand here, the most frequent first.</translation>
    </message>
</context>
<context>
    <name>MergeWork</name>
    <message>
        <source>正在预览</source>
        <translation>Looking</translation>
    </message>
    <message>
        <source>正在合并</source>
        <translation>Merging</translation>
    </message>
    <message>
        <source>正在撤销</source>
        <translation>Taking back</translation>
    </message>
</context>
<context>
    <name>MishapsPanel</name>
    <message>
        <source>读卡器</source>
        <translation>Reader</translation>
    </message>
    <message>
        <source>摄像头</source>
        <translation>Cameras</translation>
    </message>
    <message>
        <source>打印机</source>
        <translation>Printer</translation>
    </message>
    <message>
        <source>按键开始；不会自己好的，再按一次就恢复。</source>
        <translation>A key begins it. What doesn&apos;t end by itself ends when the key is pressed again.</translation>
    </message>
</context>
<context>
    <name>Missing</name>
    <message>
        <source>序号</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>证件号码</source>
        <translation>Document number</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>请在什么时间来</source>
        <translation>When to come</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Remark</translation>
    </message>
</context>
<context>
    <name>MorningPage</name>
    <message>
        <source>开工检查</source>
        <translation>Start-of-day check</translation>
    </message>
    <message>
        <source>要处理的</source>
        <translation>Needs somebody</translation>
    </message>
    <message>
        <source>正常的</source>
        <translation>Fine</translation>
    </message>
    <message>
        <source>帮助</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>再查一次</source>
        <translation>Check again</translation>
    </message>
    <message>
        <source>通读数据库</source>
        <translation>Read the whole database</translation>
    </message>
    <message>
        <source>开始办理</source>
        <translation>Begin the day</translation>
    </message>
    <message>
        <source>去记录页</source>
        <translation>To the records</translation>
    </message>
    <message>
        <source>正在通读数据库，可以先办理…</source>
        <translation>Reading the whole database; you can begin meanwhile…</translation>
    </message>
    <message>
        <source>正在检查每个部分…</source>
        <translation>Looking at every part…</translation>
    </message>
    <message>
        <source>{fails} 项要先处理，{warns} 项提醒。</source>
        <translation>{fails} to be mended first, {warns} worth a look.</translation>
    </message>
    <message>
        <source>可以开始办理；有 {warns} 项提醒。</source>
        <translation>The day can begin; {warns} worth a look.</translation>
    </message>
    <message>
        <source>全部正常，可以开始办理。</source>
        <translation>All is well, the day can begin.</translation>
    </message>
    <message>
        <source>{at} 查过，已记入操作日志。</source>
        <translation>Checked at {at}, noted in the trail.</translation>
    </message>
    <message>
        <source>需要改设置的，请审核员处理。</source>
        <translation>What needs the settings is a supervisor&apos;s.</translation>
    </message>
    <message>
        <source>有要先处理的问题</source>
        <translation>Something is to be mended first</translation>
    </message>
    <message>
        <source>给技术支持的信息</source>
        <translation>For support</translation>
    </message>
    <message>
        <source>支持信息已保存</source>
        <translation>The support bundle is saved</translation>
    </message>
</context>
<context>
    <name>MorningRound</name>
    <message>
        <source>开工检查：全部正常</source>
        <translation>Start-of-day check: all is well</translation>
    </message>
    <message numerus="yes">
        <source>开工检查：%n 项要看一看</source>
        <translation>
            <numerusform>Start-of-day check: %n thing to look at</numerusform>
            <numerusform>Start-of-day check: %n things to look at</numerusform>
        </translation>
    </message>
    <message>
        <source>查看 {key}</source>
        <translation>Look {key}</translation>
    </message>
</context>
<context>
    <name>Move</name>
    <message>
        <source>修改</source>
        <translation>Edited</translation>
    </message>
    <message>
        <source>确认信息</source>
        <translation>Confirmed</translation>
    </message>
    <message>
        <source>提交</source>
        <translation>Submitted</translation>
    </message>
    <message>
        <source>取回修改</source>
        <translation>Taken back to mend</translation>
    </message>
    <message>
        <source>撤销上报</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>审核通过</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>退回</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>随批次导出</source>
        <translation>Exported with its batch</translation>
    </message>
    <message>
        <source>批次作废，恢复为审核通过</source>
        <translation>Batch cancelled, approved again</translation>
    </message>
    <message>
        <source>核验中</source>
        <translation>Being verified</translation>
    </message>
    <message>
        <source>银行开户</source>
        <translation>Account opening</translation>
    </message>
    <message>
        <source>制卡中</source>
        <translation>Being made</translation>
    </message>
    <message>
        <source>密钥加载</source>
        <translation>Keys being loaded</translation>
    </message>
    <message>
        <source>可领卡</source>
        <translation>Ready to collect</translation>
    </message>
    <message>
        <source>已发放</source>
        <translation>Issued</translation>
    </message>
    <message>
        <source>社保部门退回</source>
        <translation>Returned by the bureau</translation>
    </message>
    <message>
        <source>作废</source>
        <translation>Made void</translation>
    </message>
    <message>
        <source>撤销审核决定</source>
        <translation>Decision taken back</translation>
    </message>
    <message>
        <source>回盘或发卡撤回</source>
        <translation>Feedback or handing out taken back</translation>
    </message>
    <message>
        <source>初审通过</source>
        <translation>Approved as the first of two</translation>
    </message>
</context>
<context>
    <name>NamingDialog</name>
    <message numerus="yes">
        <source>导入 %n 人</source>
        <translation>
            <numerusform>Import %n person</numerusform>
            <numerusform>Import %n people</numerusform>
        </translation>
    </message>
    <message>
        <source>导入为新的花名册</source>
        <translation>Import as a new roster</translation>
    </message>
    <message numerus="yes">
        <source>有问题的 %n 人不导入；改好后用“更新”再导入一次。</source>
        <translation>
            <numerusform>%n person with a fault isn&apos;t imported: once it is mended, use “Update”.</numerusform>
            <numerusform>%n people with faults aren&apos;t imported: once they are mended, use “Update”.</numerusform>
        </translation>
    </message>
    <message>
        <source>花名册叫什么</source>
        <translation>What the roster is called</translation>
    </message>
    <message>
        <source>参保单位名称（与公章一致；各人不同则不填）</source>
        <translation>Insured unit (as on its seal; empty where people differ)</translation>
    </message>
    <message>
        <source>参保单位编号</source>
        <translation>Insured unit&apos;s number</translation>
    </message>
    <message>
        <source>请给花名册起个名字，方便以后认出来。</source>
        <translation>Give it a name by which it is known later.</translation>
    </message>
</context>
<context>
    <name>NewPassword</name>
    <message>
        <source>新密码（至少 {count} 个字符）</source>
        <translation>New password (at least {count} characters)</translation>
    </message>
    <message>
        <source>再输入一次新密码</source>
        <translation>New password once more</translation>
    </message>
    <message>
        <source>密码太短，至少 {count} 个字符。</source>
        <translation>Too short: at least {count} characters.</translation>
    </message>
    <message>
        <source>两次输入的密码不一样，请再输入一次。</source>
        <translation>The two passwords differ; type it again.</translation>
    </message>
    <message>
        <source>请再输入一次新密码。</source>
        <translation>Type the new password once more.</translation>
    </message>
</context>
<context>
    <name>NoticesSheet</name>
    <message>
        <source>许可与致谢</source>
        <translation>Licences and thanks</translation>
    </message>
    <message>
        <source>回到刚才的地方</source>
        <translation>Back to where you were</translation>
    </message>
</context>
<context>
    <name>OftenRefused</name>
    <message>
        <source>采集时请留意。</source>
        <translation>Keep it in mind while taking people.</translation>
    </message>
    <message>
        <source>近 {days} 天因“{reason}”被退回 {count} 次。</source>
        <translation>Refused {count} times within {days} days: {reason}.</translation>
    </message>
    <message>
        <source>退回的照片多在 {kb} KB 左右。</source>
        <translation>The photos refused were mostly about {kb} KB.</translation>
    </message>
</context>
<context>
    <name>OlderRecord</name>
    <message>
        <source>这条记录里有现行配置不认识的内容</source>
        <translation>This record holds what the present profile doesn&apos;t know</translation>
    </message>
    <message>
        <source>按城市配置 {old} 采集，现行的是 {new}</source>
        <translation>Taken by profile {old}; the one in use is {new}</translation>
    </message>
    <message>
        <source>{field} 的代码 {code} 已不在代码表中</source>
        <translation>{field}: code {code} is no longer in its list</translation>
    </message>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
    <message>
        <source>现在不再填写、仍保存着：{fields}</source>
        <translation>no longer asked for, still kept: {fields}</translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>另有 {count} 项</source>
        <translation>{count} more</translation>
    </message>
    <message>
        <source>提交人数</source>
        <translation>Submitted</translation>
    </message>
    <message numerus="yes">
        <source>%n 个工作小时</source>
        <translation>
            <numerusform>%n hour of work</numerusform>
            <numerusform>%n hours of work</numerusform>
        </translation>
    </message>
    <message>
        <source>每人每小时</source>
        <translation>Per clerk and hour</translation>
    </message>
    <message>
        <source>这段时间没有。</source>
        <translation>None in this time.</translation>
    </message>
    <message>
        <source>按月人数</source>
        <translation>People by month</translation>
    </message>
    <message>
        <source>按日人数</source>
        <translation>People by day</translation>
    </message>
    <message>
        <source>按钟点人数</source>
        <translation>People by hour</translation>
    </message>
    <message>
        <source>现在各状态（一半停留不超过）</source>
        <translation>States now · half stay at most</translation>
    </message>
    <message>
        <source>还没有记录。</source>
        <translation>No records yet.</translation>
    </message>
    <message>
        <source>不足 5 人，不计用时。</source>
        <translation>Fewer than 5 people: not measured.</translation>
    </message>
    <message>
        <source>照片为什么重拍</source>
        <translation>Why photos were retaken</translation>
    </message>
    <message>
        <source>不合格照用了哪些检查</source>
        <translation>Checks that were overruled</translation>
    </message>
    <message>
        <source>回盘为什么退回</source>
        <translation>Why bureau or bank refused</translation>
    </message>
    <message>
        <source>柜台每步用时（一半 / 九成不超过）</source>
        <translation>Time a step · half / 9 of 10 at most</translation>
    </message>
</context>
<context>
    <name>OwnLookSheet</name>
    <message>
        <source>照片</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>本人核对</source>
        <translation>Own look</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>指出不对的</source>
        <translation>Point at what is wrong</translation>
    </message>
    <message>
        <source>上一页</source>
        <translation>Previous page</translation>
    </message>
    <message>
        <source>下一页</source>
        <translation>Next page</translation>
    </message>
    <message numerus="yes">
        <source>已指出 %n 处</source>
        <translation>
            <numerusform>%n pointed at</numerusform>
            <numerusform>%n pointed at</numerusform>
        </translation>
    </message>
    <message>
        <source>看下一页</source>
        <translation>See the next page</translation>
    </message>
    <message>
        <source>本人信息核对单</source>
        <translation>Own data, to be read over</translation>
    </message>
    <message>
        <source>打印大字核对单</source>
        <translation>Print in large type</translation>
    </message>
</context>
<context>
    <name>PackageWords</name>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>交出站点包</source>
        <translation>Hand over</translation>
    </message>
    <message>
        <source>信任的站点</source>
        <translation>Trusted stations</translation>
    </message>
    <message>
        <source>批期设置包</source>
        <translation>Campaign set-up</translation>
    </message>
    <message>
        <source>添加站点包</source>
        <translation>Add packages</translation>
    </message>
    <message>
        <source>撤销第 {n} 次合并</source>
        <translation>Take merge {n} back</translation>
    </message>
    <message>
        <source>核对指纹，信任</source>
        <translation>Compare and trust</translation>
    </message>
    <message>
        <source>第 {number} 次合并完成：新增 {added}，更新 {replaced}，移除 {removed}。</source>
        <translation>Merge {number} is done: added {added}, replaced {replaced}, removed {removed}.</translation>
    </message>
    <message>
        <source>没有新的采集记录。</source>
        <translation>No new records. </translation>
    </message>
    <message>
        <source>没有本站还没有的内容，什么都没有改动。</source>
        <translation>There was nothing that isn&apos;t here already; nothing was changed.</translation>
    </message>
    <message>
        <source>花名册新增 {added} 人，更新 {told} 人。</source>
        <translation>On the rosters {added} people are new, and something was learnt of {told}.</translation>
    </message>
    <message numerus="yes">
        <source>有 %n 条没有决定，暂未合并，随时可以再合并同一个包。</source>
        <translation>
            <numerusform>%n record was left out, as nobody decided; merge the same package again at any time.</numerusform>
            <numerusform>%n records were left out, as nobody decided; merge the same package again at any time.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PackagesFront</name>
    <message>
        <source>收到的站点包</source>
        <translation>Packages that came in</translation>
    </message>
    <message>
        <source>合并各站点的采集记录</source>
        <translation>Merge the stations&apos; records</translation>
    </message>
    <message>
        <source>选择各站点交出的 .sscard 文件，先预览，再一次合并；合并可以整体撤销。</source>
        <translation>Choose the .sscard files that stations handed over, look first, then merge in one go; a merge can be taken back whole.</translation>
    </message>
    <message>
        <source>添加站点包</source>
        <translation>Add packages</translation>
    </message>
    <message>
        <source>把本站的记录交给审核员</source>
        <translation>Hand this station&apos;s records to the supervisor</translation>
    </message>
    <message>
        <source>写成加密、签名的文件，拷到 U 盘交给审核员合并；本站的记录不变，可以反复交出。</source>
        <translation>They go to encrypted, signed files on a USB stick, to be merged by the supervisor; nothing changes here, and you can do it again and again.</translation>
    </message>
    <message>
        <source>交出站点包</source>
        <translation>Hand over</translation>
    </message>
    <message>
        <source>&#x3000;站点已删除的草稿 {count}</source>
        <translation>&#x3000;drafts that their station discarded {count}</translation>
    </message>
    <message>
        <source>&#x3000;花名册 {count} 人</source>
        <translation>&#x3000;people on rosters {count}</translation>
    </message>
    <message>
        <source>&#x3000;没有预览的文件 {count}</source>
        <translation>&#x3000;files not looked at {count}</translation>
    </message>
    <message>
        <source>先预览：看看有多少新记录、重复和冲突，这时什么都不改。</source>
        <translation>Look first: how many are new, doubled or in conflict. Nothing changes yet.</translation>
    </message>
    <message>
        <source>这段时间里本机不能保存别的记录。按 Esc 停止，停止后一切如初。</source>
        <translation>Meanwhile nothing else can be saved here. Esc stops it, and all is as it was.</translation>
    </message>
    <message>
        <source>{what}：{done} / {total} 条</source>
        <translation>{what}: {done} of {total}</translation>
    </message>
    <message>
        <source>正在停止…</source>
        <translation>Stopping…</translation>
    </message>
</context>
<context>
    <name>PackagesPage</name>
    <message>
        <source>正在合并，请等它完成；要停下请按 Esc。</source>
        <translation>A merge is running; wait for it, or stop it with Esc.</translation>
    </message>
    <message>
        <source>选择站点包</source>
        <translation>Choose packages</translation>
    </message>
    <message>
        <source>第 {number} 次合并已整体撤销。</source>
        <translation>Merge {number} was taken back whole.</translation>
    </message>
    <message>
        <source>已停止，什么都没有改动。</source>
        <translation>Stopped; nothing was changed.</translation>
    </message>
    <message numerus="yes">
        <source>%n 条待决定，暂不合并</source>
        <translation>
            <numerusform>%n undecided</numerusform>
            <numerusform>%n undecided</numerusform>
        </translation>
    </message>
    <message>
        <source>合并</source>
        <translation>Merge</translation>
    </message>
    <message>
        <source>预览</source>
        <translation>Look</translation>
    </message>
</context>
<context>
    <name>PaletteKey</name>
    <message>
        <source>锁定</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>开工检查</source>
        <translation>Start-of-day check</translation>
    </message>
    <message>
        <source>首次设置</source>
        <translation>First steps</translation>
    </message>
    <message>
        <source>日结</source>
        <translation>Day&apos;s end</translation>
    </message>
</context>
<context>
    <name>PaletteSheet</name>
    <message>
        <source>查找操作、页面和人员</source>
        <translation>Find actions, pages and people</translation>
    </message>
    <message>
        <source>名称、拼音、英文；姓名、证件号码、受理编号</source>
        <translation>An action, page or person: name, pinyin, a number</translation>
    </message>
    <message>
        <source>（未填姓名）</source>
        <translation>(no name yet)</translation>
    </message>
    <message>
        <source>没有找到。换个说法，或输入拼音首字母试试。</source>
        <translation>Nothing found. Try another word, or pinyin initials.</translation>
    </message>
</context>
<context>
    <name>PapersDialog</name>
    <message>
        <source>打印表格：{title}</source>
        <translation>Print forms: {title}</translation>
    </message>
    <message>
        <source>制作</source>
        <translation>Make</translation>
    </message>
    <message>
        <source>没来的人</source>
        <translation>who hasn&apos;t come</translation>
    </message>
    <message>
        <source>排好时间、还没来的人</source>
        <translation>who has a time and is still to come</translation>
    </message>
    <message>
        <source>比对不一致的人，每人一份</source>
        <translation>who has something to correct, one each</translation>
    </message>
    <message>
        <source>已提交的人</source>
        <translation>who was submitted</translation>
    </message>
    <message>
        <source>已提交的人，每人一份</source>
        <translation>who was submitted, one each</translation>
    </message>
    <message>
        <source>选定</source>
        <translation>Choose</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>花名册第 {first} 到 {last} 位</source>
        <translation>Places {first} to {last} of the roster</translation>
    </message>
    <message>
        <source>{unit}（{count} 人，未到 {missing}）</source>
        <translation>{unit} ({count} people, {missing} missing)</translation>
    </message>
    <message>
        <source>正在制作</source>
        <translation>Making</translation>
    </message>
    <message numerus="yes">
        <source>%n 人的表格没有印上：</source>
        <translation>
            <numerusform>%n person&apos;s form couldn&apos;t be printed: </numerusform>
            <numerusform>%n people&apos;s forms couldn&apos;t be printed: </numerusform>
        </translation>
    </message>
    <message>
        <source>里面有 {count} 人；另外 {without} 人还没有提交，不在里面。</source>
        <translation>{count} people are on it; {without} more aren&apos;t submitted yet, and aren&apos;t.</translation>
    </message>
    <message>
        <source>《{title}》已打印或保存，{count} 人。</source>
        <translation>{title}: printed or saved, {count} people.</translation>
    </message>
    <message>
        <source>{form}（{whom}）</source>
        <translation>{form} ({whom})</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>PassedChecks</name>
    <message>
        <source>{count} 项合格</source>
        <translation>Passed: {count}</translation>
    </message>
</context>
<context>
    <name>PasswordDialog</name>
    <message>
        <source>重设密码</source>
        <translation>Reset password</translation>
    </message>
    <message>
        <source>修改密码</source>
        <translation>Change password</translation>
    </message>
    <message>
        <source>现在的密码</source>
        <translation>Present password</translation>
    </message>
    <message>
        <source>重设 {name} 的密码</source>
        <translation>Reset {name}&apos;s password</translation>
    </message>
    <message>
        <source>请当面告诉本人，并请本人登录后马上修改。停用的人会同时恢复使用。</source>
        <translation>Tell it to the person face to face, and have it changed at once after log-in. A disabled person is let in again.</translation>
    </message>
    <message>
        <source>修改我的密码</source>
        <translation>Change my password</translation>
    </message>
    <message>
        <source>请输入现在的密码。</source>
        <translation>Enter the present password.</translation>
    </message>
    <message>
        <source>站点包的密码</source>
        <translation>The packages&apos; password</translation>
    </message>
    <message>
        <source>交出它的站点另行告诉您的密码。几个包用同一个密码时只需输入一次。</source>
        <translation>The one that the station told you on another way. If several packages have the same one, type it once.</translation>
    </message>
    <message>
        <source>密码</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>请输入密码。</source>
        <translation>Type the password.</translation>
    </message>
</context>
<context>
    <name>PathEditor</name>
    <message>
        <source>选择…</source>
        <translation>Choose…</translation>
    </message>
</context>
<context>
    <name>PeopleList</name>
    <message>
        <source>查找</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>姓名、拼音首字母、证件号码、号码后四位或个人编号</source>
        <translation>Name, pinyin initials, document number, its last four, or personal number</translation>
    </message>
    <message>
        <source>全部 {count}</source>
        <translation>All {count}</translation>
    </message>
    <message numerus="yes">
        <source>%n 个单位，未到的人多的在前；Enter 只看这个单位的人</source>
        <translation>
            <numerusform>%n unit; Enter shows its people only</numerusform>
            <numerusform>%n units, those with the most missing first; Enter shows one&apos;s people only</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>已列出 %n 人，按花名册的顺序</source>
        <translation>
            <numerusform>%n person, in the roster&apos;s order</numerusform>
            <numerusform>%n people, in the roster&apos;s order</numerusform>
        </translation>
    </message>
    <message>
        <source>只看单位：{unit}（Esc 看全部）</source>
        <translation>Only {unit} (Esc for all)</translation>
    </message>
    <message>
        <source>找到的人太多，请再输入几个字</source>
        <translation>Too many match: type a little more</translation>
    </message>
    <message>
        <source>这份花名册里没有人</source>
        <translation>Nobody is on this roster</translation>
    </message>
    <message>
        <source>没有找到</source>
        <translation>Nothing found</translation>
    </message>
    <message>
        <source>试试号码后四位、个人编号或姓名拼音首字母；也可能在别的状态里。</source>
        <translation>Try the last four of the number, the personal number or the initials; they may be in another state, too.</translation>
    </message>
    <message>
        <source>显示全部</source>
        <translation>Show all</translation>
    </message>
</context>
<context>
    <name>PeopleModel</name>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>证件号码</source>
        <translation>Document number</translation>
    </message>
    <message>
        <source>还差什么</source>
        <translation>What is missing</translation>
    </message>
    <message>
        <source>业务</source>
        <translation>Business</translation>
    </message>
    <message>
        <source>序号</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>进度</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>照片</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>时间与号</source>
        <translation>Time, number</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>有</source>
        <translation>Ready</translation>
    </message>
</context>
<context>
    <name>PeoplePart</name>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>查找</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>看人员</source>
        <translation>People</translation>
    </message>
    <message>
        <source>按单位看</source>
        <translation>By unit</translation>
    </message>
    <message>
        <source>未到名单</source>
        <translation>Who is missing</translation>
    </message>
    <message>
        <source>更新</source>
        <translation>Update</translation>
    </message>
    <message>
        <source>更多</source>
        <translation>More</translation>
    </message>
    <message>
        <source>不采集</source>
        <translation>Not collected</translation>
    </message>
    <message>
        <source>恢复采集</source>
        <translation>Collect after all</translation>
    </message>
    <message>
        <source>查看记录</source>
        <translation>Look at the record</translation>
    </message>
    <message>
        <source>继续办理</source>
        <translation>Go on with it</translation>
    </message>
    <message>
        <source>到柜台办理</source>
        <translation>Take at the counter</translation>
    </message>
    <message>
        <source>已恢复，可以采集了。</source>
        <translation>They can be collected again.</translation>
    </message>
    <message>
        <source>不采集：{name}</source>
        <translation>Not to be collected: {name}</translation>
    </message>
    <message>
        <source>不再算作未到；本人来了也先提示理由。随时可以恢复。</source>
        <translation>They don&apos;t count as missing any more, and if they come, the reason is shown first. It can be taken back at any time.</translation>
    </message>
    <message>
        <source>已离职或调出</source>
        <translation>Left the unit</translation>
    </message>
    <message>
        <source>已在别处采集</source>
        <translation>Collected elsewhere</translation>
    </message>
    <message>
        <source>本人不愿办理</source>
        <translation>Doesn&apos;t want a card</translation>
    </message>
    <message>
        <source>长期外出</source>
        <translation>Away for long</translation>
    </message>
    <message>
        <source>已标为不采集</source>
        <translation>Marked as not to be collected</translation>
    </message>
</context>
<context>
    <name>PeopleTab</name>
    <message>
        <source>人员</source>
        <translation>People</translation>
    </message>
    <message>
        <source>添加人员</source>
        <translation>Add person</translation>
    </message>
    <message>
        <source>重设密码</source>
        <translation>Reset password</translation>
    </message>
    <message>
        <source>停用</source>
        <translation>Disable</translation>
    </message>
    <message>
        <source>已添加 {name}</source>
        <translation>{name} added</translation>
    </message>
    <message>
        <source>已重设 {name} 的密码</source>
        <translation>{name}&apos;s password is reset</translation>
    </message>
    <message>
        <source>已停用 {name}；重设密码可以恢复</source>
        <translation>{name} is disabled; a new password lets them in again</translation>
    </message>
</context>
<context>
    <name>PeopleTable</name>
    <message>
        <source>录入员</source>
        <translation>Clerk</translation>
    </message>
    <message>
        <source>单位经办人</source>
        <translation>HR staff</translation>
    </message>
    <message>
        <source>审核员</source>
        <translation>Supervisor</translation>
    </message>
    <message>
        <source>用户名</source>
        <translation>User name</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>角色</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>已停用</source>
        <translation>Disabled</translation>
    </message>
    <message>
        <source>可以登录</source>
        <translation>May log in</translation>
    </message>
</context>
<context>
    <name>PersonDialog</name>
    <message>
        <source>添加</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>添加人员</source>
        <translation>Add person</translation>
    </message>
    <message>
        <source>第一个密码由您设定，请本人登录后马上修改。</source>
        <translation>You set the first password; have it changed at once after log-in.</translation>
    </message>
    <message>
        <source>用户名（登录用，如姓名拼音）</source>
        <translation>User name (to log in, such as the name in pinyin)</translation>
    </message>
    <message>
        <source>姓名（显示和打印）</source>
        <translation>Name (shown and printed)</translation>
    </message>
    <message>
        <source>角色</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>请填写用户名。</source>
        <translation>Enter a user name.</translation>
    </message>
    <message>
        <source>请选择角色。</source>
        <translation>Choose a role.</translation>
    </message>
</context>
<context>
    <name>PhotoBar</name>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>自动：开</source>
        <translation>Auto on</translation>
    </message>
    <message>
        <source>自动：关</source>
        <translation>Auto off</translation>
    </message>
    <message>
        <source>声音：开</source>
        <translation>Sound on</translation>
    </message>
    <message>
        <source>声音：关</source>
        <translation>Sound off</translation>
    </message>
    <message>
        <source>从文件</source>
        <translation>File</translation>
    </message>
    <message>
        <source>倒计时</source>
        <translation>Timer</translation>
    </message>
    <message>
        <source>灯光</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>样例</source>
        <translation>Examples</translation>
    </message>
    <message>
        <source>没有摄像头画面，可以从文件选择照片</source>
        <translation>There is no camera picture; choose a file instead</translation>
    </message>
    <message>
        <source>正在打开摄像头…</source>
        <translation>Opening the camera…</translation>
    </message>
    <message>
        <source>正在制作…</source>
        <translation>Working…</translation>
    </message>
    <message>
        <source>拍照</source>
        <translation>Take photo</translation>
    </message>
    <message>
        <source>空格</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>重拍</source>
        <translation>Again</translation>
    </message>
    <message>
        <source>写明理由</source>
        <translation>Give a reason</translation>
    </message>
    <message>
        <source>处理前后</source>
        <translation>Before/after</translation>
    </message>
    <message>
        <source>正在重新检查…</source>
        <translation>Checking it again…</translation>
    </message>
    <message>
        <source>有 {count} 项不合格：请重拍，或写明理由</source>
        <translation>Checks that failed: {count}. Take it again, or give a reason</translation>
    </message>
    <message>
        <source>保留这张</source>
        <translation>Keep this one</translation>
    </message>
    <message>
        <source>已看过，采用照片</source>
        <translation>I looked; use this photo</translation>
    </message>
    <message>
        <source>采用照片</source>
        <translation>Use this photo</translation>
    </message>
    <message>
        <source>找回上一张</source>
        <translation>Bring back the last one</translation>
    </message>
    <message>
        <source>哪些城市收</source>
        <translation>Cities</translation>
    </message>
    <message>
        <source>声音：说话</source>
        <translation>Voice</translation>
    </message>
    <message numerus="yes">
        <source>往下看，还有 %n 项</source>
        <translation>
            <numerusform>Look on: %n more</numerusform>
            <numerusform>Look on: %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PhotoDialog</name>
    <message>
        <source>正在制作照片…</source>
        <translation>Making the photo…</translation>
    </message>
    <message>
        <source>选择照片</source>
        <translation>Choose a picture</translation>
    </message>
    <message>
        <source>正在读取并制作照片…</source>
        <translation>Reading the file and making the photo…</translation>
    </message>
    <message>
        <source>拍照</source>
        <translation>Take photo</translation>
    </message>
    <message>
        <source>重拍：{what}</source>
        <translation>Another picture: {what}</translation>
    </message>
    <message>
        <source>按 R 重拍；看过仍然合格的，按 Enter 保留。</source>
        <translation>R takes another. If you find it right all the same, Enter keeps it.</translation>
    </message>
</context>
<context>
    <name>PickDialog</name>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>选定</source>
        <translation>Choose</translation>
    </message>
</context>
<context>
    <name>PickSheet</name>
    <message>
        <source>输入名称或拼音首字母</source>
        <translation>Type a name or pinyin initials</translation>
    </message>
</context>
<context>
    <name>PictureReading</name>
    <message>
        <source>正在读取证件图片…</source>
        <translation>Reading the ID pictures…</translation>
    </message>
    <message>
        <source>可以继续录入，读到的会填进空着的项。</source>
        <translation>You can go on typing; what is read goes into empty fields.</translation>
    </message>
    <message>
        <source>正反面放反了，已经对调。</source>
        <translation>Front and back were the wrong way round; they have been changed over.</translation>
    </message>
    <message>
        <source>重拍证件图片</source>
        <translation>Take the ID pictures again</translation>
    </message>
    <message numerus="yes">
        <source>从证件图片填了 %n 项，请对照图片逐项确认。</source>
        <translation>
            <numerusform>%n field was filled from the ID pictures; compare it with the picture.</numerusform>
            <numerusform>%n fields were filled from the ID pictures; compare each with the picture.</numerusform>
        </translation>
    </message>
    <message>
        <source>证件图片已读取，与录入的一致。</source>
        <translation>The ID pictures were read; they say what the form says.</translation>
    </message>
    <message numerus="yes">
        <source>证件图片与录入的有 %n 项不同，请逐项决定。</source>
        <translation>
            <numerusform>The ID pictures differ from the form in %n field; please decide.</numerusform>
            <numerusform>The ID pictures differ from the form in %n fields; please decide each.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Place</name>
    <message>
        <source>办理</source>
        <translation>Counter</translation>
    </message>
    <message>
        <source>记录</source>
        <translation>Records</translation>
    </message>
    <message>
        <source>花名册</source>
        <translation>Rosters</translation>
    </message>
    <message>
        <source>审核</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>批次</source>
        <translation>Batches</translation>
    </message>
    <message>
        <source>站点包</source>
        <translation>Packages</translation>
    </message>
    <message>
        <source>回盘与领卡</source>
        <translation>Feedback</translation>
    </message>
    <message>
        <source>统计</source>
        <translation>Figures</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>帮助</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>开工检查</source>
        <translation>Start-of-day check</translation>
    </message>
    <message>
        <source>首次设置</source>
        <translation>First steps</translation>
    </message>
</context>
<context>
    <name>PlannedModel</name>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>证件号码</source>
        <translation>Document number</translation>
    </message>
    <message>
        <source>情况</source>
        <translation>What it is</translation>
    </message>
    <message>
        <source>怎么办</source>
        <translation>What is done</translation>
    </message>
    <message>
        <source>来自</source>
        <translation>From</translation>
    </message>
    <message>
        <source>和谁像</source>
        <translation>Like whom</translation>
    </message>
    <message>
        <source>本站这条已在批次里，不能替换</source>
        <translation>Ours is in a batch and can&apos;t be replaced</translation>
    </message>
    <message>
        <source>一起来的记录</source>
        <translation>a record that comes too</translation>
    </message>
    <message>
        <source>本站的记录</source>
        <translation>a record here</translation>
    </message>
</context>
<context>
    <name>PracticeStep</name>
    <message>
        <source>打开练习站点</source>
        <translation>Open the training station</translation>
    </message>
    <message>
        <source>练习站点会在另一个窗口打开。</source>
        <translation>The training station opens in a window of its own.</translation>
    </message>
    <message>
        <source>以后想练，登录页按 F4 也能打开。</source>
        <translation>On any other day, F4 at the log-in opens it too.</translation>
    </message>
</context>
<context>
    <name>PreparingGate</name>
    <message>
        <source>正在准备练习站点…</source>
        <translation>Getting the training station ready…</translation>
    </message>
    <message>
        <source>只有第一次要等几秒钟。</source>
        <translation>Only the first time takes some seconds.</translation>
    </message>
    <message>
        <source>正在准备演示站点…</source>
        <translation>Preparing the demonstration…</translation>
    </message>
    <message>
        <source>人员和设备都是虚构的，关闭后全部删除。要等几秒钟。</source>
        <translation>All people and devices are made up, and everything goes when it is closed. It takes a few seconds.</translation>
    </message>
</context>
<context>
    <name>PreviewDialog</name>
    <message numerus="yes">
        <source>共 %n 页</source>
        <translation>
            <numerusform>%n page</numerusform>
            <numerusform>%n pages</numerusform>
        </translation>
    </message>
    <message>
        <source>第 {count} 次重印</source>
        <translation>Reprint {count}</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>保存为 PDF</source>
        <translation>Save as PDF</translation>
    </message>
    <message>
        <source>正在打印…</source>
        <translation>Printing…</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>这台电脑没有打印机。可以保存为 PDF，拿到有打印机的电脑上打印。</source>
        <translation>This computer has no printer. Save a PDF and print it on a computer that has one.</translation>
    </message>
    <message>
        <source>换打印机</source>
        <translation>Another printer</translation>
    </message>
    <message>
        <source>再找一次打印机</source>
        <translation>Look for printers again</translation>
    </message>
    <message>
        <source>正在找打印机…</source>
        <translation>Looking for printers…</translation>
    </message>
    <message>
        <source>双面</source>
        <translation>two-sided</translation>
    </message>
    <message numerus="yes">
        <source>%n 份</source>
        <translation>
            <numerusform>%n copy</numerusform>
            <numerusform>%n copies</numerusform>
        </translation>
    </message>
    <message>
        <source>{name}：{why}</source>
        <translation>{name}: {why}</translation>
    </message>
</context>
<context>
    <name>PreviewWords</name>
    <message>
        <source>银行的回盘</source>
        <translation>from a bank</translation>
    </message>
    <message>
        <source>社保部门的回盘</source>
        <translation>from the bureau</translation>
    </message>
    <message>
        <source>回执批次：</source>
        <translation>Acknowledges batch: </translation>
    </message>
    <message>
        <source>有两列都是{what}，不知道该看哪一列。</source>
        <translation>Two columns are the {what}: it isn&apos;t clear which one counts.</translation>
    </message>
    <message>
        <source>看不出哪一列是受理编号或证件号码，哪一列是状态。</source>
        <translation>It isn&apos;t clear which column is the receipt or document number, and which the state.</translation>
    </message>
    <message>
        <source>按 C 指明；同样的表头以后就认得了。</source>
        <translation>Press C to say so; the same headers are known from then on.</translation>
    </message>
    <message numerus="yes">
        <source>有 %n 个状态看不懂：</source>
        <translation>
            <numerusform>%n state isn&apos;t known: </numerusform>
            <numerusform>%n states aren&apos;t known: </numerusform>
        </translation>
    </message>
    <message>
        <source>按 W 说明意思；没说明的行不会读入。</source>
        <translation>Press W to say what it means; until then its lines aren&apos;t read in.</translation>
    </message>
    <message>
        <source>这个文件 {at} 已经读入过。</source>
        <translation>This file was read in on {at} already.</translation>
    </message>
    <message>
        <source>文件里混有两种编码（第 {row} 行起）。</source>
        <translation>The file mixes two encodings (from row {row}).</translation>
    </message>
    <message>
        <source>请核对这几行的姓名。</source>
        <translation>Look at the names in those rows.</translation>
    </message>
    <message numerus="yes">
        <source>有 %n 列没有用到：</source>
        <translation>
            <numerusform>%n column isn&apos;t used: </numerusform>
            <numerusform>%n columns aren&apos;t used: </numerusform>
        </translation>
    </message>
    <message>
        <source>如果里面有要用的，按 C 指明。</source>
        <translation>If one of them matters, press C to say what it is.</translation>
    </message>
    <message>
        <source>换来源</source>
        <translation>Bureau or bank</translation>
    </message>
    <message>
        <source>指明列</source>
        <translation>Columns</translation>
    </message>
    <message>
        <source>解释状态</source>
        <translation>Explain a state</translation>
    </message>
    <message>
        <source>看全部</source>
        <translation>Show all</translation>
    </message>
    <message>
        <source>只看要留意的</source>
        <translation>Only to check</translation>
    </message>
    <message>
        <source>决定这一行</source>
        <translation>Decide this row</translation>
    </message>
    <message>
        <source>发卡</source>
        <translation>Hand out</translation>
    </message>
    <message>
        <source>领卡名单、通知</source>
        <translation>Lists and notices</translation>
    </message>
    <message>
        <source>退回统计</source>
        <translation>Refusals</translation>
    </message>
    <message>
        <source>撤回</source>
        <translation>Take back</translation>
    </message>
    <message>
        <source>先指明列</source>
        <translation>Say first what the columns are</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>没有新内容</source>
        <translation>Nothing new</translation>
    </message>
    <message numerus="yes">
        <source>%n 行不会读入，请看说明</source>
        <translation>
            <numerusform>%n line is left out</numerusform>
            <numerusform>%n lines are left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>读入 %n 行</source>
        <translation>
            <numerusform>Read in %n line</numerusform>
            <numerusform>Read in %n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PrinterPanel</name>
    <message>
        <source>从系统里删掉了，任务一起没了</source>
        <translation>Removed from the system, with its jobs</translation>
    </message>
    <message>
        <source>从现在起怎样打印</source>
        <translation>What the printer does from now on</translation>
    </message>
    <message>
        <source>{count} 份任务等着</source>
        <translation>Jobs waiting: {count}</translation>
    </message>
    <message>
        <source>让等着的任务失败</source>
        <translation>Let waiting jobs fail</translation>
    </message>
</context>
<context>
    <name>PrintingTab</name>
    <message>
        <source>打印</source>
        <translation>Printing</translation>
    </message>
    <message>
        <source>打印测试页</source>
        <translation>Print test page</translation>
    </message>
    <message>
        <source>打印核对页（加上偏移）</source>
        <translation>Print check page (with offset)</translation>
    </message>
    <message>
        <source>所有表格</source>
        <translation>All forms</translation>
    </message>
    <message>
        <source>这台电脑没有打印机。</source>
        <translation>This computer has no printer.</translation>
    </message>
    <message>
        <source>打印机</source>
        <translation>Printer</translation>
    </message>
    <message>
        <source>哪种表格</source>
        <translation>Which form</translation>
    </message>
    <message>
        <source>横向偏移，毫米（正数向右，−20.0 到 20.0）</source>
        <translation>Offset across, mm (positive: right, −20.0 to 20.0)</translation>
    </message>
    <message>
        <source>纵向偏移，毫米（正数向下，−20.0 到 20.0）</source>
        <translation>Offset down, mm (positive: down, −20.0 to 20.0)</translation>
    </message>
    <message>
        <source>在已印好的表单上套打时，打印机总会偏一点。打印测试页，按页上的说明量出两个数填在这里，再打印核对页。偏移只影响打印，不影响保存的 PDF。</source>
        <translation>On pre-printed paper every printer misses by a little. Print the test page, measure two numbers as it says and enter them here, then print the check page. The offset moves what is printed, not the PDF that is saved.</translation>
    </message>
    <message>
        <source>请填毫米数，最多一位小数，比如 -1.5。</source>
        <translation>Enter millimetres with one decimal at most, such as -1.5.</translation>
    </message>
    <message>
        <source>已保存</source>
        <translation>Saved</translation>
    </message>
    <message>
        <source>测试页已送到打印机</source>
        <translation>The test page went to the printer</translation>
    </message>
    <message>
        <source>单面</source>
        <translation>one side</translation>
    </message>
    <message>
        <source>双面</source>
        <translation>two-sided</translation>
    </message>
    <message>
        <source>系统默认</source>
        <translation>system default</translation>
    </message>
    <message>
        <source>纸盒</source>
        <translation>Tray</translation>
    </message>
    <message>
        <source>单面还是双面</source>
        <translation>One side or two</translation>
    </message>
    <message>
        <source>份数（1 到 {most}）</source>
        <translation>Copies (1 to {most})</translation>
    </message>
    <message>
        <source>由打印机决定</source>
        <translation>the printer decides</translation>
    </message>
    <message>
        <source>这台打印机不能自动双面打印，会印成单面。</source>
        <translation>This printer can&apos;t print two-sided by itself; it prints one side.</translation>
    </message>
    <message>
        <source>手动进纸</source>
        <translation>manual feed</translation>
    </message>
    <message>
        <source>信封进纸</source>
        <translation>envelope feed</translation>
    </message>
    <message>
        <source>纸盒 {number}</source>
        <translation>tray {number}</translation>
    </message>
    <message>
        <source>请填 1 到 {most} 的整数。</source>
        <translation>A whole number from 1 to {most}, please.</translation>
    </message>
    <message>
        <source>打印位置测试页</source>
        <translation>Print position test page</translation>
    </message>
</context>
<context>
    <name>ProfileViews</name>
    <message>
        <source>表单</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>导出表</source>
        <translation>Sheet</translation>
    </message>
    <message>
        <source>打印件</source>
        <translation>Paper</translation>
    </message>
    <message>
        <source>规格与规则</source>
        <translation>Limits and rules</translation>
    </message>
    <message>
        <source>检查结果：{count} 处</source>
        <translation>Findings: {count}</translation>
    </message>
    <message>
        <source>检查结果</source>
        <translation>Findings</translation>
    </message>
    <message>
        <source>文件、行、键</source>
        <translation>File, line, key</translation>
    </message>
    <message>
        <source>与上次确认时相比</source>
        <translation>Different since it was last acknowledged</translation>
    </message>
    <message>
        <source>图片</source>
        <translation>Pictures</translation>
    </message>
    <message>
        <source>规则，以及违反时说什么</source>
        <translation>Rules, and what they say</translation>
    </message>
    <message>
        <source>导出与时限</source>
        <translation>Export and periods</translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message>
        <source>密码已修改，下次登录时使用新密码</source>
        <translation>Password changed; use the new one at the next log-in</translation>
    </message>
    <message>
        <source>扫到的不是本程序打印的码，没有采用</source>
        <translation>That code wasn&apos;t printed by this program; nothing was taken from it</translation>
    </message>
    <message>
        <source>请先关闭打开着的对话框，再扫一次</source>
        <translation>Close the open dialog first, then scan again</translation>
    </message>
</context>
<context>
    <name>ProgressDialog</name>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
</context>
<context>
    <name>ProofSheet</name>
    <message numerus="yes">
        <source>还有 %n 项待核对</source>
        <translation>
            <numerusform>%n field left to compare</numerusform>
            <numerusform>%n fields left to compare</numerusform>
        </translation>
    </message>
    <message>
        <source>对照图片：无误按 Enter，有误直接改。</source>
        <translation>As in the picture: Enter. If not, correct it.</translation>
    </message>
    <message>
        <source>各处的说法不同：看着证件，按 {keys} 采用一个。</source>
        <translation>Sources differ: look at the card, {keys} takes one.</translation>
    </message>
</context>
<context>
    <name>ProofView</name>
    <message>
        <source>打印样张，请本人核对：</source>
        <translation>As it will be printed, for the applicant to read:</translation>
    </message>
</context>
<context>
    <name>QueueModel</name>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>提交</source>
        <translation>Time</translation>
    </message>
</context>
<context>
    <name>RareNames</name>
    <message>
        <source>生僻字</source>
        <translation>Rare characters</translation>
    </message>
</context>
<context>
    <name>ReaderPanel</name>
    <message>
        <source>正在测试</source>
        <translation>Testing</translation>
    </message>
    <message>
        <source>正在连接…</source>
        <translation>Connecting…</translation>
    </message>
    <message>
        <source>读卡器</source>
        <translation>Reader</translation>
    </message>
    <message>
        <source>测试</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>端口</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>是读卡器，连接</source>
        <translation>It is the reader: connect</translation>
    </message>
    <message>
        <source>不连接</source>
        <translation>Leave it alone</translation>
    </message>
    <message>
        <source>自动寻找读卡器</source>
        <translation>Find the reader by itself</translation>
    </message>
    <message>
        <source>{port}（没有插上）</source>
        <translation>{port} (not plugged in)</translation>
    </message>
    <message>
        <source>不能确定 {name}（{port}）是不是读卡器。连接时会向它发送几个字节，别的设备可能因此误动作。</source>
        <translation>{name} ({port}) isn&apos;t known to be a reader. Connecting sends it a few bytes, which may make another device misbehave.</translation>
    </message>
    <message>
        <source>正在连接</source>
        <translation>Connecting</translation>
    </message>
    <message>
        <source>未连接</source>
        <translation>Not connected</translation>
    </message>
    <message>
        <source>就绪，请放证件</source>
        <translation>Ready: lay a card on</translation>
    </message>
    <message>
        <source>正在读取，请勿移动证件</source>
        <translation>Reading: leave the card there</translation>
    </message>
    <message>
        <source>已读取，请取走证件</source>
        <translation>Read: take the card away</translation>
    </message>
    <message>
        <source>没读出来，请重新放一次</source>
        <translation>Not read: lay it on again</translation>
    </message>
    <message>
        <source>不能使用</source>
        <translation>Can&apos;t be used</translation>
    </message>
    <message>
        <source>测试通过。{port}，{baud} 波特，安全模块 {module}。</source>
        <translation>The test passed: {port}, {baud} baud, security module {module}.</translation>
    </message>
    <message>
        <source>连接正常，可以读卡（{port}，{baud} 波特）。</source>
        <translation>Connected, and ready to read cards ({port}, {baud} baud).</translation>
    </message>
    <message>
        <source>连接正常，可以读卡。</source>
        <translation>Connected, and ready to read cards.</translation>
    </message>
    <message>
        <source>已读 {count}</source>
        <translation>{count} read</translation>
    </message>
    <message>
        <source>未读出 {count}</source>
        <translation>{count} not read</translation>
    </message>
    <message>
        <source>重试 {count}</source>
        <translation>{count} repeats</translation>
    </message>
    <message>
        <source>断开后恢复 {count}</source>
        <translation>{count} recoveries</translation>
    </message>
    <message>
        <source>最近一张 {seconds} 秒</source>
        <translation>last card {seconds} s</translation>
    </message>
    <message>
        <source>本次启动以来：{counts}</source>
        <translation>Since the program was started: {counts}</translation>
    </message>
    <message>
        <source>最近的问题：{what}</source>
        <translation>Last trouble: {what}</translation>
    </message>
    <message>
        <source>{what}{todo}</source>
        <translation>{what} {todo}</translation>
    </message>
    <message>
        <source>在读卡器上</source>
        <translation>On the reader</translation>
    </message>
    <message>
        <source>放上一张证件</source>
        <translation>Lay a card on</translation>
    </message>
    <message>
        <source>从现在起怎样出错</source>
        <translation>How it fails from now on</translation>
    </message>
    <message>
        <source>拿开</source>
        <translation>Lift</translation>
    </message>
    <message>
        <source>立即</source>
        <translation>No time</translation>
    </message>
    <message>
        <source>0.6 秒</source>
        <translation>0.6 s</translation>
    </message>
    <message>
        <source>2.5 秒</source>
        <translation>2.5 s</translation>
    </message>
    <message>
        <source>读一张要</source>
        <translation>A reading takes</translation>
    </message>
    <message>
        <source>读一次</source>
        <translation>Read once</translation>
    </message>
    <message>
        <source>一再读到</source>
        <translation>Read again and again</translation>
    </message>
    <message>
        <source>不拿开的</source>
        <translation>A card left on it</translation>
    </message>
    <message>
        <source>数据线</source>
        <translation>Cable</translation>
    </message>
    <message>
        <source>插着</source>
        <translation>Plugged in</translation>
    </message>
    <message>
        <source>拔掉</source>
        <translation>Pulled</translation>
    </message>
    <message>
        <source>样本</source>
        <translation>Sample</translation>
    </message>
    <message>
        <source>网络读卡器</source>
        <translation>Reader in the network</translation>
    </message>
    <message>
        <source>填地址</source>
        <translation>type its address</translation>
    </message>
</context>
<context>
    <name>ReaderStep</name>
    <message>
        <source>测试读卡器</source>
        <translation>Test reader</translation>
    </message>
</context>
<context>
    <name>ReaderWays</name>
    <message>
        <source>网络地址</source>
        <translation>Network address</translation>
    </message>
    <message>
        <source>通讯方式</source>
        <translation>How it speaks</translation>
    </message>
    <message>
        <source>标准（绝大多数读卡器）</source>
        <translation>Standard (nearly all readers)</translation>
    </message>
    <message>
        <source>华视 CVR 命令编号</source>
        <translation>CVR command numbers</translation>
    </message>
    <message>
        <source>HID 接口</source>
        <translation>HID interface</translation>
    </message>
    <message>
        <source>HID 接口，无前导码</source>
        <translation>HID interface, no preamble</translation>
    </message>
    <message>
        <source>一次读取，带外壳（CA DF）</source>
        <translation>One request, wrapped (CA DF)</translation>
    </message>
    <message>
        <source>一次读取，文本命令（D&amp;C）</source>
        <translation>One request, in text (D&amp;C)</translation>
    </message>
    <message>
        <source>常用</source>
        <translation>usual</translation>
    </message>
    <message>
        <source>未经实机验证</source>
        <translation>not tried on a device</translation>
    </message>
    <message>
        <source>芯片照片解码库（选填）</source>
        <translation>Library for chip photos (optional)</translation>
    </message>
    <message>
        <source>写成 地址:端口，例如 192.168.1.20:50000。</source>
        <translation>As address:port, such as 192.168.1.20:50000.</translation>
    </message>
    <message>
        <source>这不是地址:端口，例如 192.168.1.20:50000。</source>
        <translation>That is no address:port, such as 192.168.1.20:50000.</translation>
    </message>
    <message>
        <source>没有也可以录入；照片现场拍。有厂商的解码库时选它，用来显示芯片里的照片。</source>
        <translation>Not needed: the photo is taken here. If the reader&apos;s vendor gave you one, choose it, and the chip&apos;s photo is shown.</translation>
    </message>
    <message>
        <source>可以使用（{function}），读卡后显示芯片里的照片。</source>
        <translation>It works ({function}); the chip&apos;s photo is shown after a card was read.</translation>
    </message>
    <message>
        <source>{what}{todo}</source>
        <translation>{what} {todo}</translation>
    </message>
</context>
<context>
    <name>Reading</name>
    <message>
        <source>这张证件已经读过，就是当前这一位。</source>
        <translation>This card was read already: it is this person&apos;s.</translation>
    </message>
    <message>
        <source>这一位刚刚办完，请取走证件。</source>
        <translation>This person was just finished. Take the card back.</translation>
    </message>
    <message>
        <source>重新办理</source>
        <translation>Take again</translation>
    </message>
    <message>
        <source>已读到证件，回到办理页会自动填入。</source>
        <translation>A card was read; it fills the form when you return to the counter.</translation>
    </message>
    <message>
        <source>当前记录不受影响。也可以先挂起当前这一位。</source>
        <translation>This record isn&apos;t touched. You can also park it.</translation>
    </message>
    <message>
        <source>挂起并开始下一位</source>
        <translation>Park and go on</translation>
    </message>
    <message>
        <source>{label}：填写“{typed}”，证件“{card}”</source>
        <translation>{label}: typed “{typed}”, on the card “{card}”</translation>
    </message>
    <message numerus="yes">
        <source>另有 %n 项</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>证件与填写的有 %n 项不同，没有改动。</source>
        <translation>
            <numerusform>The card differs from the form in %n field; nothing was changed.</numerusform>
            <numerusform>The card differs from the form in %n fields; nothing was changed.</numerusform>
        </translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
    <message>
        <source>按证件更改</source>
        <translation>Take the card&apos;s</translation>
    </message>
    <message>
        <source>等候的换成了 {name} 的证件；先前那位的请稍后再放一次。</source>
        <translation>The card that waits is now {name}&apos;s; the earlier one has to be laid on again later.</translation>
    </message>
    <message>
        <source>下一位（{name}）的证件已读取，办完当前这一位会自动填入。</source>
        <translation>The next person&apos;s card ({name}) was read; it is filled in when this record is finished.</translation>
    </message>
</context>
<context>
    <name>ReadyPart</name>
    <message>
        <source>封存批次</source>
        <translation>Seal batch</translation>
    </message>
    <message>
        <source>人可以封存：审核通过，材料齐全</source>
        <translation>ready to be sealed: approved and complete</translation>
    </message>
    <message>
        <source>人可以封存：审核通过的记录会出现在这里</source>
        <translation>people ready to be sealed: approved records appear here</translation>
    </message>
    <message numerus="yes">
        <source>%n 人审核通过，但还差材料（Enter 查看）</source>
        <translation>
            <numerusform>%n person is approved but lacks something (Enter opens)</numerusform>
            <numerusform>%n people are approved but lack something (Enter opens)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReasonDialog</name>
    <message>
        <source>理由（按数字键选择，或直接输入）</source>
        <translation>Reason (press a digit, or type)</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>请写明理由，经办人和申请人都要看得懂。</source>
        <translation>Give a reason that clerk and applicant understand.</translation>
    </message>
</context>
<context>
    <name>RecordLister</name>
    <message>
        <source>查找</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>姓名、拼音首字母、证件号码、号码后四位、手机号或受理编号</source>
        <translation>Name, pinyin initials, document number or its last four, mobile or receipt number</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>待办</source>
        <translation>To do</translation>
    </message>
    <message>
        <source>草稿</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>待审核</source>
        <translation>To review</translation>
    </message>
    <message>
        <source>审核通过</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>已导出</source>
        <translation>Exported</translation>
    </message>
    <message>
        <source>作废</source>
        <translation>Void</translation>
    </message>
    <message>
        <source>没有找到</source>
        <translation>Nothing found</translation>
    </message>
    <message>
        <source>试试身份证后四位、手机号或姓名拼音首字母。</source>
        <translation>Try the last four of the ID number, the mobile, or the name&apos;s pinyin initials.</translation>
    </message>
    <message>
        <source>显示全部</source>
        <translation>Show all</translation>
    </message>
    <message>
        <source>还没有记录</source>
        <translation>No records yet</translation>
    </message>
    <message>
        <source>在“办理”页放上身份证，第一条记录就从那里开始。</source>
        <translation>Lay an ID card on the reader at the counter page: the first record begins there.</translation>
    </message>
    <message numerus="yes">
        <source>已列出 %n 条，按更新时间排列</source>
        <translation>
            <numerusform>%n record, last changed first</numerusform>
            <numerusform>%n records, last changed first</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecordSheet</name>
    <message>
        <source>（未填姓名）</source>
        <translation>(no name yet)</translation>
    </message>
    <message>
        <source>受理编号 {number}</source>
        <translation>Receipt {number}</translation>
    </message>
    <message>
        <source>正面</source>
        <translation>Front</translation>
    </message>
    <message>
        <source>背面</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>没有图片</source>
        <translation>No picture</translation>
    </message>
    <message>
        <source>没有照片</source>
        <translation>No photo</translation>
    </message>
    <message numerus="yes">
        <source>%n 项不合格照用</source>
        <translation>
            <numerusform>%n failure accepted</numerusform>
            <numerusform>%n failures accepted</numerusform>
        </translation>
    </message>
    <message>
        <source>不合格</source>
        <translation>Not compliant</translation>
    </message>
    <message>
        <source>合格</source>
        <translation>Compliant</translation>
    </message>
</context>
<context>
    <name>RecordsModel</name>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>证件号码</source>
        <translation>Document number</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>更新时间</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>经办人</source>
        <translation>Clerk</translation>
    </message>
    <message>
        <source>受理编号</source>
        <translation>Receipt number</translation>
    </message>
    <message>
        <source>（未填姓名）</source>
        <translation>(no name yet)</translation>
    </message>
    <message>
        <source>业务</source>
        <translation>Business</translation>
    </message>
</context>
<context>
    <name>RecordsPage</name>
    <message>
        <source>返回列表</source>
        <translation>Back to the list</translation>
    </message>
    <message>
        <source>取回修改</source>
        <translation>Take back to mend</translation>
    </message>
    <message>
        <source>撤销上报</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>作废</source>
        <translation>Void</translation>
    </message>
    <message>
        <source>打印登记表</source>
        <translation>Print form</translation>
    </message>
    <message>
        <source>查找</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>待办</source>
        <translation>To do</translation>
    </message>
    <message>
        <source>继续办理</source>
        <translation>Go on with it</translation>
    </message>
    <message>
        <source>查看</source>
        <translation>Look</translation>
    </message>
    <message>
        <source>已封入批次 {number}，不能改动。</source>
        <translation>Sealed in batch {number}; it can&apos;t be changed.</translation>
    </message>
    <message>
        <source>{time} 前可以取回修改</source>
        <translation>May be taken back until {time}</translation>
    </message>
    <message>
        <source>提交已超过 {hours} 小时，修改需由审核员撤销上报。</source>
        <translation>Submitted more than {hours} hours ago: a supervisor must withdraw it first.</translation>
    </message>
    <message numerus="yes">
        <source>登记表已打印，共 %n 次</source>
        <translation>
            <numerusform>Form printed, %n time in all</numerusform>
            <numerusform>Form printed, %n times in all</numerusform>
        </translation>
    </message>
    <message>
        <source>这条记录回到录入台，改好后重新提交。理由会显示给经办人。</source>
        <translation>The record goes back to the counter, is mended and submitted again. The clerk sees the reason.</translation>
    </message>
    <message>
        <source>单位来电更正信息</source>
        <translation>The unit called with a correction</translation>
    </message>
    <message>
        <source>申请人要求更正信息</source>
        <translation>The applicant asked for a correction</translation>
    </message>
    <message>
        <source>照片需要重拍</source>
        <translation>The photo must be taken again</translation>
    </message>
    <message>
        <source>已撤销上报</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>作废这条记录</source>
        <translation>Make this record void</translation>
    </message>
    <message>
        <source>作废以后不能恢复，也不会进入批次；记录和理由会保留。</source>
        <translation>This can&apos;t be undone, and the record enters no batch; it stays here with its reason.</translation>
    </message>
    <message>
        <source>重复采集</source>
        <translation>Collected twice</translation>
    </message>
    <message>
        <source>申请人放弃申请</source>
        <translation>The applicant gave up</translation>
    </message>
    <message>
        <source>信息有误，已重新采集</source>
        <translation>Wrong data, collected anew</translation>
    </message>
    <message>
        <source>已作废</source>
        <translation>Made void</translation>
    </message>
    <message>
        <source>打印多人表格</source>
        <translation>Print for many</translation>
    </message>
    <message>
        <source>已打印</source>
        <translation>Printed</translation>
    </message>
    <message>
        <source>各地能否用</source>
        <translation>Other cities</translation>
    </message>
    <message>
        <source>批量导入照片</source>
        <translation>Import many photos</translation>
    </message>
    <message>
        <source>日结</source>
        <translation>Day&apos;s end</translation>
    </message>
</context>
<context>
    <name>RecoveryPage</name>
    <message>
        <source>用恢复码设新密码</source>
        <translation>A new password by the recovery code</translation>
    </message>
    <message>
        <source>恢复码在封存的信封里，只能给审核员设新密码。其他人忘记密码，请找审核员在“设置”里重设。</source>
        <translation>The recovery code is in the sealed envelope, and gives supervisors a new password only. For everybody else a supervisor resets it in the settings.</translation>
    </message>
    <message>
        <source>恢复码</source>
        <translation>Recovery code</translation>
    </message>
    <message>
        <source>大小写、空格和横线都不要紧；分给多人保管的，用逗号隔开各份</source>
        <translation>Case and hyphens don&apos;t matter; commas between several shares</translation>
    </message>
    <message>
        <source>审核员用户名</source>
        <translation>Supervisor&apos;s user name</translation>
    </message>
    <message>
        <source>返回登录</source>
        <translation>Back to the log-in</translation>
    </message>
    <message>
        <source>请填写{label}。</source>
        <translation>Please fill in: {label}.</translation>
    </message>
    <message>
        <source>正在恢复…</source>
        <translation>Recovering…</translation>
    </message>
    <message>
        <source>设新密码</source>
        <translation>Set new password</translation>
    </message>
</context>
<context>
    <name>RecoveryPaper</name>
    <message>
        <source>保存恢复码</source>
        <translation>Save the recovery code</translation>
    </message>
    <message>
        <source>社保卡信息采集站点 恢复码</source>
        <translation>Social security card enrolment: the station&apos;s recovery code</translation>
    </message>
    <message>
        <source>所有人都忘记密码时，只有这个恢复码能打开本站点的数据。程序不保存恢复码。</source>
        <translation>When everybody has forgotten their password, only this code opens the station&apos;s data. The program keeps no copy.</translation>
    </message>
    <message>
        <source>请装入信封，封好，锁进保险柜。不要拍照，不要存放在电脑里。</source>
        <translation>Seal it in an envelope and lock it in the safe. Don&apos;t photograph it, and don&apos;t keep it on a computer.</translation>
    </message>
</context>
<context>
    <name>Refusal</name>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>RenameDialog</name>
    <message>
        <source>改名</source>
        <translation>Rename</translation>
    </message>
    <message>
        <source>给花名册改名</source>
        <translation>Rename the roster</translation>
    </message>
    <message>
        <source>花名册叫什么</source>
        <translation>What the roster is called</translation>
    </message>
    <message>
        <source>请给花名册起个名字，方便以后认出来。</source>
        <translation>Give it a name by which it is known later.</translation>
    </message>
</context>
<context>
    <name>RenewDialog</name>
    <message>
        <source>更换恢复码</source>
        <translation>New recovery code</translation>
    </message>
    <message>
        <source>原来的恢复码马上作废。请先备好信封，并确认打印机可用。</source>
        <translation>The earlier code ends at once. Have an envelope at hand, and see that the printer works.</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>更换</source>
        <translation>Renew</translation>
    </message>
</context>
<context>
    <name>RestorePage</name>
    <message>
        <source>备份文件</source>
        <translation>Backup file</translation>
    </message>
    <message>
        <source>从备份恢复</source>
        <translation>Restore from a backup</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>恢复</source>
        <translation>Restore</translation>
    </message>
    <message>
        <source>正在检查和恢复…</source>
        <translation>Checking and restoring…</translation>
    </message>
    <message>
        <source>在备份文件夹或 U 盘里，按 F4 选择</source>
        <translation>In the backup folder or on a USB stick; F4 to choose</translation>
    </message>
    <message>
        <source>审核员用户名</source>
        <translation>Supervisor&apos;s user name</translation>
    </message>
    <message>
        <source>备份那天的密码</source>
        <translation>Password of the day of the backup</translation>
    </message>
    <message>
        <source>没有密码时，填那天的恢复码</source>
        <translation>Without the password: the recovery code of that day</translation>
    </message>
    <message>
        <source>填了密码就不用填</source>
        <translation>Not needed with the password</translation>
    </message>
    <message>
        <source>这里没有备份文件。按 F4 选择。</source>
        <translation>There is no backup file here. Press F4 to choose one.</translation>
    </message>
    <message>
        <source>请填写审核员用户名，或者填写恢复码。</source>
        <translation>Enter the supervisor&apos;s user name, or the recovery code.</translation>
    </message>
    <message>
        <source>请填写密码，或者填写恢复码。</source>
        <translation>Enter the password, or the recovery code.</translation>
    </message>
    <message>
        <source>现在的站点不删除，改名保留。</source>
        <translation> The present station isn&apos;t deleted; it is kept beside under another name.</translation>
    </message>
    <message>
        <source>备份先完整检查，再放回原位；之后录入的内容不在其中。</source>
        <translation>The backup is checked whole before it takes the station&apos;s place. What was entered after it isn&apos;t in it.</translation>
    </message>
</context>
<context>
    <name>ResultView</name>
    <message>
        <source>成品（实际大小）</source>
        <translation>Finished, true size</translation>
    </message>
    <message>
        <source>{count} 项不合格</source>
        <translation>Failed: {count}</translation>
    </message>
    <message>
        <source>请看这 {count} 项</source>
        <translation>Please look at these: {count}</translation>
    </message>
    <message>
        <source>可以采用，主管会看到理由</source>
        <translation>Can be used; the supervisor will see the reasons</translation>
    </message>
    <message>
        <source>全部合格</source>
        <translation>All checks passed</translation>
    </message>
    <message>
        <source>背景已换成白色</source>
        <translation>Background made white</translation>
    </message>
    <message>
        <source>处理前</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>处理前（按 B 看成品）</source>
        <translation>Before (B shows the photo)</translation>
    </message>
    <message>
        <source>这张照片没有检查记录</source>
        <translation>No checks are recorded of this photo</translation>
    </message>
    <message>
        <source>已有照片：{state}</source>
        <translation>There is a photo: {state}</translation>
    </message>
    <message>
        <source>手工微调
↑ ↓ ← →  移动
+ −  缩放
[ ]  旋转
Shift  大步
Ctrl+Z  撤销
Ctrl+Y  重做
0  还原</source>
        <translation>Fine adjustment
↑ ↓ ← →  move
+ −  zoom
[ ]  turn
Shift  larger steps
Ctrl+Z  undo
Ctrl+Y  redo
0  as it was made</translation>
    </message>
</context>
<context>
    <name>ReturnAsking</name>
    <message>
        <source>退回 {name} 的记录</source>
        <translation>Return {name}&apos;s record</translation>
    </message>
    <message numerus="yes">
        <source>退回 %n 人的记录</source>
        <translation>
            <numerusform>Return %n record</numerusform>
            <numerusform>Return %n records</numerusform>
        </translation>
    </message>
    <message>
        <source>同意条款</source>
        <translation>Consent</translation>
    </message>
</context>
<context>
    <name>ReturnDialog</name>
    <message>
        <source>记录回到录入台，排在待办最前面；理由显示在所选字段旁，改好才消失。</source>
        <translation>The record goes back to the counter, first among what waits; each reason stands at its field until that changes.</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>补充说明（数字键选择上面的理由，可多选）</source>
        <translation>In words (digits choose reasons above, several if need be)</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>退回</source>
        <translation>Return</translation>
    </message>
    <message>
        <source>请选择或写明理由，经办人和申请人都要看得懂。</source>
        <translation>Choose or write a reason that the clerk and the applicant understand.</translation>
    </message>
    <message>
        <source>最多 {limit} 字，请写得简短些。</source>
        <translation>At most {limit} characters: please be brief.</translation>
    </message>
</context>
<context>
    <name>ReviewBar</name>
    <message>
        <source>下一页</source>
        <translation>Next sheet</translation>
    </message>
    <message>
        <source>标记</source>
        <translation>Mark</translation>
    </message>
    <message>
        <source>全部标记</source>
        <translation>Mark all</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>第 {first}–{last} 人，共 {count} 人</source>
        <translation>{first}–{last} of {count}</translation>
    </message>
    <message>
        <source>还有 {count} 条在检查</source>
        <translation>{count} still to be checked</translation>
    </message>
    <message numerus="yes">
        <source>%n 人审核通过</source>
        <translation>
            <numerusform>Approve %n</numerusform>
            <numerusform>Approve %n</numerusform>
        </translation>
    </message>
    <message>
        <source>审核通过</source>
        <translation>Approve</translation>
    </message>
    <message>
        <source>下一条</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>上一条</source>
        <translation>Previous</translation>
    </message>
    <message>
        <source>照片一览</source>
        <translation>Faces</translation>
    </message>
    <message>
        <source>这是您自己采集或提交的，请另一位审核员审核。</source>
        <translation>You took or submitted this yourself; another supervisor must review it.</translation>
    </message>
    <message>
        <source>您已初审通过，还要另一位审核员审核。</source>
        <translation>You approved it first: another supervisor has to look, too.</translation>
    </message>
    <message>
        <source>第 {row} 条，共 {count} 条</source>
        <translation>{row} of {count}</translation>
    </message>
    <message>
        <source>日结</source>
        <translation>Day&apos;s end</translation>
    </message>
    <message>
        <source>退回</source>
        <translation>Return</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>没有待审核的记录</source>
        <translation>Nothing to review</translation>
    </message>
    <message>
        <source>录入台提交的记录会出现在这里。</source>
        <translation>What the counter submits appears here.</translation>
    </message>
    <message numerus="yes">
        <source>待审核 %n 条</source>
        <translation>
            <numerusform>%n to review</numerusform>
            <numerusform>%n to review</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>另有 %n 条记录待审核。</source>
        <translation>
            <numerusform>%n other record waits for review.</numerusform>
            <numerusform>%n other records wait for review.</numerusform>
        </translation>
    </message>
    <message>
        <source>没有符合筛选的记录</source>
        <translation>No record matches the filters</translation>
    </message>
    <message>
        <source>清除筛选</source>
        <translation>Clear filters</translation>
    </message>
    <message>
        <source>还有 {count} 条在检查</source>
        <translation>{count} still to be checked</translation>
    </message>
    <message>
        <source>正在检查有没有警告…</source>
        <translation>Checking for warnings…</translation>
    </message>
    <message>
        <source>待审核的人像</source>
        <translation>Faces to review</translation>
    </message>
</context>
<context>
    <name>RoomLine</name>
    <message>
        <source>正在计算需要的空间…</source>
        <translation>Reckoning how much room is needed…</translation>
    </message>
    <message>
        <source>最多需要 {needed}。选好文件夹后显示可用空间。</source>
        <translation>{needed} needed at most. Choose a folder to see how much is free.</translation>
    </message>
    <message>
        <source>最多需要 {needed}，这个文件夹只剩 {free}，放不下。</source>
        <translation>{needed} needed at most, but only {free} free in this folder: too little.</translation>
    </message>
    <message>
        <source>最多需要 {needed}，这个文件夹可用 {free}。</source>
        <translation>{needed} needed at most, {free} free in this folder.</translation>
    </message>
</context>
<context>
    <name>Roster</name>
    <message>
        <source>（没有写单位）</source>
        <translation>(no unit given)</translation>
    </message>
    <message>
        <source>已收起</source>
        <translation>Put aside</translation>
    </message>
    <message>
        <source>进行中</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>{n} 号</source>
        <translation>No. {n}</translation>
    </message>
    <message>
        <source>集中采集</source>
        <translation>Drive is on</translation>
    </message>
</context>
<context>
    <name>RosterLister</name>
    <message>
        <source>花名册：单位报来的人，谁采集了，谁还没来</source>
        <translation>Rosters: who was announced, who is done, who is still to come</translation>
    </message>
    <message>
        <source>先导入单位的花名册</source>
        <translation>Begin with a unit&apos;s roster</translation>
    </message>
    <message>
        <source>把 Excel 模板交给单位填好再导入：放上身份证就自动调出本人，随时看到谁还没来。单位自己的表格也可以直接导入，列的顺序不限。</source>
        <translation>Give the Excel template to the unit and import what comes back: a card on the reader calls its person up, and who is missing is seen at any time. A unit&apos;s own table will do too, whatever the order of its columns.</translation>
    </message>
    <message>
        <source>导入花名册</source>
        <translation>Import a roster</translation>
    </message>
</context>
<context>
    <name>RosterPrinter</name>
    <message numerus="yes">
        <source>已输出 %n 人的名单</source>
        <translation>
            <numerusform>The list of %n person went out</numerusform>
            <numerusform>The list of %n people went out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RosterSheet</name>
    <message>
        <source>花名册：{title}</source>
        <translation>Roster: {title}</translation>
    </message>
    <message>
        <source>回车叫到选中的人。没有输入时，先列排了号的，再列未到的。</source>
        <translation>Enter calls up who is chosen. With nothing typed, those with a number come first, then those who are missing.</translation>
    </message>
    <message>
        <source>查找</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>姓名、拼音首字母、证件号码或个人编号</source>
        <translation>Name, pinyin initials, document number or personal number</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>发号</source>
        <translation>Give a number</translation>
    </message>
    <message>
        <source>叫到</source>
        <translation>Call up</translation>
    </message>
    <message>
        <source>号</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>证件号码</source>
        <translation>Document number</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
</context>
<context>
    <name>RostersModel</name>
    <message>
        <source>花名册</source>
        <translation>Rosters</translation>
    </message>
    <message>
        <source>参保单位</source>
        <translation>Insured unit</translation>
    </message>
    <message>
        <source>人数</source>
        <translation>People</translation>
    </message>
    <message>
        <source>进度</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>各有多少</source>
        <translation>How many</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>导入时间</source>
        <translation>Imported</translation>
    </message>
</context>
<context>
    <name>RostersPage</name>
    <message>
        <source>选择改好的花名册：{title}</source>
        <translation>Choose the corrected roster: {title}</translation>
    </message>
</context>
<context>
    <name>RotateDialog</name>
    <message>
        <source>更换数据密钥</source>
        <translation>New data key</translation>
    </message>
    <message>
        <source>有人离职、或备份流失时用：全部数据用新密钥重新加密，每千人约几秒。所有人的密码和恢复码不变；旧备份仍用旧密钥。完成后请重新登录。</source>
        <translation>For when somebody left or a backup got lost: everything is encrypted anew under a new key, some seconds per thousand people. Passwords and recovery code stay; old backups keep the old key. Then log in again.</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>更换</source>
        <translation>Change</translation>
    </message>
</context>
<context>
    <name>RoundItem</name>
    <message>
        <source>证件号码</source>
        <translation>Document number</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>性别</source>
        <translation>Sex</translation>
    </message>
    <message>
        <source>民族</source>
        <translation>Ethnicity</translation>
    </message>
    <message>
        <source>出生日期</source>
        <translation>Birth date</translation>
    </message>
    <message>
        <source>照片</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>号码</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>出生</source>
        <translation>Born</translation>
    </message>
</context>
<context>
    <name>RoundSource</name>
    <message>
        <source>身份证芯片</source>
        <translation>card&apos;s chip</translation>
    </message>
    <message>
        <source>采集信息</source>
        <translation>record</translation>
    </message>
</context>
<context>
    <name>RoundState</name>
    <message>
        <source>待更正</source>
        <translation>To correct</translation>
    </message>
    <message>
        <source>姓名号码都不同</source>
        <translation>Name and number differ</translation>
    </message>
    <message>
        <source>已更正，待复采</source>
        <translation>Corrected, to come again</translation>
    </message>
    <message>
        <source>已复采</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>一致</source>
        <translation>The same</translation>
    </message>
    <message>
        <source>未采集</source>
        <translation>Not yet here</translation>
    </message>
</context>
<context>
    <name>RowState</name>
    <message>
        <source>已采集</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>未完成</source>
        <translation>Half done</translation>
    </message>
    <message>
        <source>未到</source>
        <translation>Missing</translation>
    </message>
    <message>
        <source>不采集</source>
        <translation>Not collected</translation>
    </message>
</context>
<context>
    <name>SafetySheets</name>
    <message>
        <source>备份</source>
        <translation>Backup</translation>
    </message>
    <message>
        <source>密钥与恢复码</source>
        <translation>Keys and recovery code</translation>
    </message>
    <message>
        <source>操作日志</source>
        <translation>Audit trail</translation>
    </message>
    <message>
        <source>保存期限</source>
        <translation>Retention</translation>
    </message>
    <message>
        <source>立即备份</source>
        <translation>Back up now</translation>
    </message>
    <message>
        <source>验证备份能恢复</source>
        <translation>Prove a backup</translation>
    </message>
    <message>
        <source>备份设置</source>
        <translation>Backup settings</translation>
    </message>
    <message>
        <source>更换恢复码</source>
        <translation>New recovery code</translation>
    </message>
    <message>
        <source>分给多人</source>
        <translation>Share it out</translation>
    </message>
    <message>
        <source>更换密钥</source>
        <translation>New key</translation>
    </message>
    <message>
        <source>核验日志</source>
        <translation>Verify the trail</translation>
    </message>
    <message>
        <source>导出日志</source>
        <translation>Export the trail</translation>
    </message>
    <message>
        <source>销毁到期记录</source>
        <translation>Destroy what is due</translation>
    </message>
    <message>
        <source>正在进行…</source>
        <translation>Under way…</translation>
    </message>
    <message>
        <source>忘记密码时，审核员在登录页按 F2 用它设新密码。</source>
        <translation>A supervisor who forgot the password sets a new one with it: F2 on the log-in page.</translation>
    </message>
    <message>
        <source>每一步操作都在日志里，任何改动都能查出来。</source>
        <translation>Every step is in the trail, and any change of it shows.</translation>
    </message>
</context>
<context>
    <name>SafetyTab</name>
    <message>
        <source>安全</source>
        <translation>Safety</translation>
    </message>
    <message>
        <source>还没有可以验证的备份，请先按 F2 备份。</source>
        <translation>There is no backup to prove yet: press F2 to make one.</translation>
    </message>
    <message numerus="yes">
        <source>%n 份都已交给保管人。</source>
        <translation>
            <numerusform>%n share is with its keeper.</numerusform>
            <numerusform>All %n shares are with their keepers.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SafetyWords</name>
    <message>
        <source>还没有备份过。</source>
        <translation>There is no backup yet.</translation>
    </message>
    <message>
        <source>最近一次备份：{at}</source>
        <translation>Last backup: {at}</translation>
    </message>
    <message>
        <source>此后有新内容，该备份了。</source>
        <translation>There is new work since: a backup is due.</translation>
    </message>
    <message>
        <source>还没有验证过备份能恢复。</source>
        <translation>No backup was ever proved to restore.</translation>
    </message>
    <message>
        <source>最近一次验证：{at}</source>
        <translation>Last proved: {at}</translation>
    </message>
    <message>
        <source>存放在 {folder}</source>
        <translation>Kept in {folder}</translation>
    </message>
    <message>
        <source>保留 {keep} 份，现有 {count} 份</source>
        <translation>{keep} stay, {count} are there</translation>
    </message>
    <message>
        <source>没有第二处：电脑丢了，备份也没了。</source>
        <translation>There is no second place: if the computer is lost, so are the backups.</translation>
    </message>
    <message>
        <source>第二处：{folder}</source>
        <translation>Second place: {folder}</translation>
    </message>
    <message numerus="yes">
        <source>%n 条记录已到期，应当销毁。</source>
        <translation>
            <numerusform>%n record has had its time and should be destroyed.</numerusform>
            <numerusform>%n records have had their time and should be destroyed.</numerusform>
        </translation>
    </message>
    <message>
        <source>最早的 {due} 到期</source>
        <translation>The first was due on {due}</translation>
    </message>
    <message>
        <source>没有到期的记录。</source>
        <translation>Nothing has had its time.</translation>
    </message>
    <message numerus="yes">
        <source>%n 条已到期，但被保留，不销毁。</source>
        <translation>
            <numerusform>%n is due, but on hold, and stays.</numerusform>
            <numerusform>%n are due, but on hold, and stay.</numerusform>
        </translation>
    </message>
    <message>
        <source>日志完整，共 {count} 条。</source>
        <translation>The trail is whole: {count} lines.</translation>
    </message>
    <message>
        <source>末条摘要 {head}，请抄在站外保存。</source>
        <translation>Its head is {head}; keep it outside of the station.</translation>
    </message>
</context>
<context>
    <name>SamplesDialog</name>
    <message>
        <source>照片样例</source>
        <translation>Photo examples</translation>
    </message>
    <message>
        <source>第 {place} 条，共 {count} 条</source>
        <translation>Rule {place} of {count}</translation>
    </message>
    <message>
        <source>返回拍照</source>
        <translation>Back to the photo</translation>
    </message>
    <message>
        <source>上一条</source>
        <translation>Previous</translation>
    </message>
    <message>
        <source>看完了</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>下一条</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>照片规范招贴</source>
        <translation>Poster of the photo rules</translation>
    </message>
    <message>
        <source>打印贴墙上</source>
        <translation>Print for the wall</translation>
    </message>
</context>
<context>
    <name>Scanned</name>
    <message>
        <source>{place} 号 {name}：</source>
        <translation>No. {place} {name}: </translation>
    </message>
    <message>
        <source>已核销。</source>
        <translation>struck off.</translation>
    </message>
    <message>
        <source>以前核销过了。</source>
        <translation>struck off before.</translation>
    </message>
    <message>
        <source>同一个人的表不用再收一份。</source>
        <translation>Nobody&apos;s sheet is needed twice.</translation>
    </message>
    <message>
        <source>这份表打印以后，采集的信息改过。</source>
        <translation>the record was changed after this sheet was printed.</translation>
    </message>
    <message>
        <source>请重新打印，请本人重新签字；这一份作废。</source>
        <translation>Print it again and have it signed anew; this one is void.</translation>
    </message>
    <message>
        <source>这是另一种表格（{form}），没有核销。</source>
        <translation>this is another form ({form}), and wasn&apos;t struck off.</translation>
    </message>
    <message>
        <source>要核销它，按 F4 换成这种表格。</source>
        <translation>To strike it off, choose its form with F4.</translation>
    </message>
    <message>
        <source>这份表的人不在应交的名单里。</source>
        <translation>This sheet is of nobody whose sheet is awaited.</translation>
    </message>
    <message>
        <source>可能是别的花名册的人，或记录还没有提交。</source>
        <translation>Somebody of another roster perhaps, or whose record wasn&apos;t submitted.</translation>
    </message>
    <message>
        <source>这份表是 {station} 号站点打印的，记录还没有合并到这里。</source>
        <translation>Station {station} printed this sheet, and its record wasn&apos;t merged here.</translation>
    </message>
    <message>
        <source>请先合并那个站点的站点包，再扫一次。</source>
        <translation>Merge that station&apos;s package first, then scan again.</translation>
    </message>
    <message>
        <source>这份表的记录已经删除。</source>
        <translation>This sheet&apos;s record was deleted.</translation>
    </message>
    <message>
        <source>请把这份表放到一边，问清楚再处理。</source>
        <translation>Put the sheet aside and ask what is to become of it.</translation>
    </message>
    <message>
        <source>这里没有这份表的记录。</source>
        <translation>There is no record of this sheet here.</translation>
    </message>
    <message>
        <source>请核对表上的受理编号。</source>
        <translation>Look at its receipt number.</translation>
    </message>
    <message>
        <source>没有读全，不是表格上的码。</source>
        <translation>This isn&apos;t a form&apos;s code, or not the whole of it.</translation>
    </message>
    <message>
        <source>请把纸放平再扫一次，或输入受理编号。</source>
        <translation>Lay the paper flat and scan again, or type the receipt number.</translation>
    </message>
</context>
<context>
    <name>SceneMenu</name>
    <message>
        <source>演示：镜头前发生什么</source>
        <translation>Demo: what the camera sees</translation>
    </message>
</context>
<context>
    <name>ScoreWords</name>
    <message>
        <source>完成 {done}/{all} 课，平均 {points} 分</source>
        <translation>{done} of {all} lessons finished, {points} points on average</translation>
    </message>
    <message>
        <source>社保卡信息采集 · 练习成绩单</source>
        <translation>Social security card enrolment · Training results</translation>
    </message>
    <message>
        <source>课</source>
        <translation>Lesson</translation>
    </message>
    <message>
        <source>得分</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>按键</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>用时</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>提示</source>
        <translation>Hint</translation>
    </message>
    <message>
        <source>次数</source>
        <translation>Tries</translation>
    </message>
    <message>
        <source>做错了什么（最好的一次）</source>
        <translation>What was done wrong (best try)</translation>
    </message>
    <message>
        <source>练习站点，人员都是虚构的。每错一处扣 15 分，每看一次提示扣 5 分。</source>
        <translation>Training station: nobody here exists. A mistake costs 15 points, a hint 5.</translation>
    </message>
    <message>
        <source>学员</source>
        <translation>Learner</translation>
    </message>
    <message>
        <source>带教</source>
        <translation>Trainer</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>没练过</source>
        <translation>Not taken yet</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>都做对了</source>
        <translation>All right</translation>
    </message>
    <message>
        <source>{fault}（{field}）</source>
        <translation>{fault} ({field})</translation>
    </message>
</context>
<context>
    <name>SealDialog</name>
    <message numerus="yes">
        <source>封存这 %n 人为一个批次</source>
        <translation>
            <numerusform>Seal %n person into a batch</numerusform>
            <numerusform>Seal %n people into a batch</numerusform>
        </translation>
    </message>
    <message>
        <source>封存后人员和内容固定，可以反复导出同样的上传包。要改动某个人，需先作废批次。</source>
        <translation>People and content are fixed then; the same package can be exported again and again. To change anybody, the batch must be cancelled first.</translation>
    </message>
    <message numerus="yes">
        <source>另有 %n 人还差材料，不在这个批次里。</source>
        <translation>
            <numerusform>%n more person lacks something and isn&apos;t in this batch.</numerusform>
            <numerusform>%n more people lack something and aren&apos;t in this batch.</numerusform>
        </translation>
    </message>
    <message>
        <source>名单在批次页上，补齐后进入下一个批次。</source>
        <translation>They are listed on the batches page, and go into the next batch once complete.</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>封存批次</source>
        <translation>Seal batch</translation>
    </message>
    <message numerus="yes">
        <source>封存这 %n 人为 {parts} 个批次</source>
        <translation>
            <numerusform>Seal %n person into {parts} batches</numerusform>
            <numerusform>Seal %n people into {parts} batches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>将分成 %n 个批次，导出为 %n 个上传包文件：{people} 人。</source>
        <translation>
            <numerusform>There will be %n batch, exported as %n package file: {people} people.</numerusform>
            <numerusform>There will be %n batches, exported as %n package files: {people} people.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>最多 %n 人</source>
        <translation>
            <numerusform>%n person at most</numerusform>
            <numerusform>%n people at most</numerusform>
        </translation>
    </message>
    <message>
        <source>不超过 {size} MB</source>
        <translation>no more than {size} MB</translation>
    </message>
    <message>
        <source>只放一种业务的表格</source>
        <translation>the table of one kind of business only</translation>
    </message>
    <message>
        <source>社保部门要求每个上传包：{rules}。</source>
        <translation>The bureau asks of each package: {rules}.</translation>
    </message>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>SectionRail</name>
    <message numerus="yes">
        <source>%n 项待改</source>
        <translation>
            <numerusform>%n to mend</numerusform>
            <numerusform>%n to mend</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 项提醒</source>
        <translation>
            <numerusform>%n to look at</numerusform>
            <numerusform>%n to look at</numerusform>
        </translation>
    </message>
    <message>
        <source>已完成</source>
        <translation>done</translation>
    </message>
    <message numerus="yes">
        <source>还差 %n 项</source>
        <translation>
            <numerusform>%n field missing</numerusform>
            <numerusform>%n fields missing</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>首次设置</source>
        <translation>First steps</translation>
    </message>
</context>
<context>
    <name>SetupPage</name>
    <message>
        <source>建立新站点</source>
        <translation>Set up a new station</translation>
    </message>
    <message>
        <source>数据只保存在本机，并全部加密。第一位用户是审核员，可以添加其他人。</source>
        <translation>All data stays on this machine, encrypted. The first user is a supervisor and can add others.</translation>
    </message>
    <message>
        <source>站点名称</source>
        <translation>Station name</translation>
    </message>
    <message>
        <source>如 成都 · 武侯支行 · 3 号台</source>
        <translation>Such as Wuhou branch · desk 3</translation>
    </message>
    <message>
        <source>站点编号（1–9999，本地区内不重复）</source>
        <translation>Station number (1–9999, unique in the area)</translation>
    </message>
    <message>
        <source>城市</source>
        <translation>City</translation>
    </message>
    <message>
        <source>输入拼音首字母选择</source>
        <translation>Type pinyin initials to choose</translation>
    </message>
    <message>
        <source>审核员用户名</source>
        <translation>Supervisor&apos;s user name</translation>
    </message>
    <message>
        <source>建立站点</source>
        <translation>Set up the station</translation>
    </message>
    <message>
        <source>请填写{label}。</source>
        <translation>Please fill in: {label}.</translation>
    </message>
    <message>
        <source>编号在 1 到 9999 之间。</source>
        <translation>The number lies between 1 and 9999.</translation>
    </message>
    <message>
        <source>正在建立…</source>
        <translation>Setting up…</translation>
    </message>
    <message>
        <source>先练习</source>
        <translation>Practise first</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>从备份恢复</source>
        <translation>Restore a backup</translation>
    </message>
    <message>
        <source>有批期设置包？</source>
        <translation>A campaign&apos;s set-up?</translation>
    </message>
</context>
<context>
    <name>ShareDialog</name>
    <message>
        <source>写出</source>
        <translation>Write</translation>
    </message>
    <message>
        <source>分给几台电脑：{title}</source>
        <translation>Share: {title}</translation>
    </message>
    <message>
        <source>写成加密、签名的文件，拷到各台电脑，在“花名册”页按 R 打开。各台采集的进度随站点包合并回来；同一份花名册可以每台都给全部，也可以一台一份。</source>
        <translation>Written as encrypted, signed files: copy them to the laptops and open them there by R on the rosters page. What each collects comes back with the station packages. Each laptop can have all of it, or a part of its own.</translation>
    </message>
    <message>
        <source>按名单顺序分</source>
        <translation>By the list&apos;s order</translation>
    </message>
    <message>
        <source>同一单位在一起</source>
        <translation>Units stay together</translation>
    </message>
    <message>
        <source>分成几份（1 是不分，每台都给全部）</source>
        <translation>How many parts (1: everybody in one file)</translation>
    </message>
    <message>
        <source>请填 1 到 {most} 的数字。</source>
        <translation>Enter a number from 1 to {most}.</translation>
    </message>
    <message>
        <source>正在写出</source>
        <translation>Writing</translation>
    </message>
    <message>
        <source>只有接收方能打开：{who}</source>
        <translation>Only these can open it: {who}</translation>
    </message>
    <message>
        <source>请设一个密码，用别的途径告诉各台电脑的人。</source>
        <translation>Choose a password, and tell it to the people at the laptops by another way.</translation>
    </message>
    <message numerus="yes">
        <source>已写出 %n 个文件：</source>
        <translation>
            <numerusform>%n file was written:</numerusform>
            <numerusform>%n files were written:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SharesDialog</name>
    <message>
        <source>生成</source>
        <translation>Make</translation>
    </message>
    <message>
        <source>把恢复码分给多人保管</source>
        <translation>Share the recovery code among several people</translation>
    </message>
    <message>
        <source>每人一份，够数的人到齐才能恢复。原来分的各份马上作废，整个的恢复码不变。请先备好信封。</source>
        <translation>One share each; enough keepers together can recover the station. Earlier shares end at once, the whole recovery code stays. Have envelopes ready.</translation>
    </message>
    <message>
        <source>分成几份（2–{most}）</source>
        <translation>Number of shares (2–{most})</translation>
    </message>
    <message>
        <source>几份到齐才能恢复</source>
        <translation>Shares needed to recover</translation>
    </message>
    <message>
        <source>份数在 2 到 {most} 之间。</source>
        <translation>Between 2 and {most} shares.</translation>
    </message>
    <message>
        <source>在 2 和总份数之间。</source>
        <translation>Between 2 and the number of shares.</translation>
    </message>
</context>
<context>
    <name>SheetPrinter</name>
    <message>
        <source>（每人一份）</source>
        <translation> (one each)</translation>
    </message>
    <message>
        <source>打印哪一种表格</source>
        <translation>Which form to print</translation>
    </message>
    <message>
        <source>{day} 受理的人</source>
        <translation>People taken on {day}</translation>
    </message>
    <message>
        <source>{unit}（{count} 人）</source>
        <translation>{unit} ({count} people)</translation>
    </message>
    <message>
        <source>打印哪些人</source>
        <translation>Whom to print</translation>
    </message>
    <message numerus="yes">
        <source>已打印 %n 人的表格</source>
        <translation>
            <numerusform>The form of %n person was printed</numerusform>
            <numerusform>The forms of %n people were printed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 人的表格没有印上：</source>
        <translation>
            <numerusform>The form of %n person isn&apos;t printed: </numerusform>
            <numerusform>The forms of %n people aren&apos;t printed: </numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Shooting</name>
    <message>
        <source>站正、不动后</source>
        <translation>When the person sits right and still</translation>
    </message>
    <message>
        <source>自动拍照</source>
        <translation>Take it by itself</translation>
    </message>
    <message>
        <source>按键才拍</source>
        <translation>Only by key</translation>
    </message>
    <message>
        <source>提示音</source>
        <translation>Tones</translation>
    </message>
    <message>
        <source>无声</source>
        <translation>Off</translation>
    </message>
    <message>
        <source>今天还没检查灯光。</source>
        <translation>The light hasn&apos;t been checked today.</translation>
    </message>
    <message>
        <source>按 F6，二十秒看一遍墙和灯。</source>
        <translation>F6: twenty seconds on wall and lamp.</translation>
    </message>
    <message>
        <source>今天灯光 {score} 分</source>
        <translation>Today&apos;s light: {score} points</translation>
    </message>
    <message>
        <source>说出提示</source>
        <translation>Say the hints</translation>
    </message>
    <message>
        <source>给坐着的人听</source>
        <translation>For whoever sits there</translation>
    </message>
    <message>
        <source>这台电脑没有中文语音，只有提示音。</source>
        <translation>This machine has no Chinese voice; there are tones only.</translation>
    </message>
</context>
<context>
    <name>SideBySide</name>
    <message>
        <source>新旧照片比较 · {name}</source>
        <translation>New and old photo · {name}</translation>
    </message>
    <message>
        <source>看清是不是同一个人。程序不判断是谁，由您决定用哪一张。</source>
        <translation>Look whether it is the same person. The program doesn&apos;t judge who it is; you decide which photo is used.</translation>
    </message>
    <message>
        <source>保留原来的</source>
        <translation>Keep the one before</translation>
    </message>
    <message>
        <source>换成新照片</source>
        <translation>Use the new photo</translation>
    </message>
</context>
<context>
    <name>Sides</name>
    <message>
        <source>证件资料页</source>
        <translation>Data page</translation>
    </message>
    <message>
        <source>正面（有照片）</source>
        <translation>Front (with the portrait)</translation>
    </message>
    <message>
        <source>背面（有国徽）</source>
        <translation>Back (with the emblem)</translation>
    </message>
    <message>
        <source>正在处理…</source>
        <translation>Working…</translation>
    </message>
    <message>
        <source>已保存</source>
        <translation>Saved</translation>
    </message>
    <message>
        <source>还缺</source>
        <translation>Missing</translation>
    </message>
    <message>
        <source>资料页</source>
        <translation>data page</translation>
    </message>
    <message>
        <source>正面</source>
        <translation>front</translation>
    </message>
    <message>
        <source>背面</source>
        <translation>back</translation>
    </message>
    <message>
        <source>把图片拖到这里，或按 Ctrl+O、Ctrl+V</source>
        <translation>Drop a picture here, or press Ctrl+O or Ctrl+V</translation>
    </message>
    <message>
        <source>请看一下</source>
        <translation>Please look</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>受理编号</source>
        <translation>Receipt number</translation>
    </message>
    <message>
        <source>录入</source>
        <translation>Taken by</translation>
    </message>
    <message>
        <source>最后改动</source>
        <translation>Last change</translation>
    </message>
    <message>
        <source>卡</source>
        <translation>Card</translation>
    </message>
    <message>
        <source>{name} 领取</source>
        <translation>taken by {name}</translation>
    </message>
</context>
<context>
    <name>SidesDialog</name>
    <message>
        <source>{name}：{what}</source>
        <translation>{name}: {what}</translation>
    </message>
    <message>
        <source>左边是本站或先来的记录，右边是来的记录。请看照片和号码是不是同一个人。</source>
        <translation>At the left the record here, or the one that came first; at the right the incoming one. Do photos and numbers show one person?</translation>
    </message>
    <message>
        <source>同一条记录两边都改过。采用来的会替换本站这一条，整次合并可以撤销。</source>
        <translation>One record was changed on both sides. Taking the incoming one replaces ours; the merge as a whole can be taken back.</translation>
    </message>
    <message>
        <source>本站</source>
        <translation>Here</translation>
    </message>
    <message>
        <source>来的</source>
        <translation>Incoming</translation>
    </message>
    <message>
        <source>没有照片</source>
        <translation>No photo</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>SidesModel</name>
    <message>
        <source>项目</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>本站</source>
        <translation>Here</translation>
    </message>
    <message>
        <source>来的</source>
        <translation>Incoming</translation>
    </message>
</context>
<context>
    <name>SignatureDialog</name>
    <message>
        <source>核对并签名</source>
        <translation>Check and sign</translation>
    </message>
    <message>
        <source>本人</source>
        <translation>Applicant</translation>
    </message>
    <message>
        <source>监护人</source>
        <translation>Guardian</translation>
    </message>
    <message>
        <source>代办人</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>{who}：左边的内容已经本人核对，真实、准确、有效。</source>
        <translation>{who}: I have checked what stands at the left; it is true, exact and valid.</translation>
    </message>
    <message>
        <source>{who}：左边的内容已由本人替申请人核对，真实、准确、有效。</source>
        <translation>{who}: I have checked what stands at the left on the applicant&apos;s behalf; it is true, exact and valid.</translation>
    </message>
    <message>
        <source>请用手写笔、手指或鼠标在这里写下姓名</source>
        <translation>Please write your name here, with pen, finger or mouse</translation>
    </message>
    <message>
        <source>签名只对左边的内容有效，核对码 {mark}</source>
        <translation>Signed is what stands at the left and nothing else; its mark is {mark}</translation>
    </message>
    <message>
        <source>原来的签名已作废；签名后替换。</source>
        <translation>The earlier signature is void; this one replaces it.</translation>
    </message>
    <message>
        <source>{name} 于 {time} 签过；重新签名会替换。</source>
        <translation>{name} signed on {time}; another signature replaces it.</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>撤销一笔</source>
        <translation>Undo a stroke</translation>
    </message>
    <message>
        <source>清除</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>删除原来的签名</source>
        <translation>Delete the earlier signature</translation>
    </message>
    <message>
        <source>还太少，请写下完整的姓名</source>
        <translation>Too little yet: please write the whole name</translation>
    </message>
    <message>
        <source>请在框内写下姓名</source>
        <translation>Please write the name into the box</translation>
    </message>
    <message>
        <source>完成签名</source>
        <translation>Signed</translation>
    </message>
</context>
<context>
    <name>SignatureFact</name>
    <message>
        <source>签名的记录已损坏，不能作准</source>
        <translation>What was kept of the signature is damaged; it proves nothing</translation>
    </message>
    <message>
        <source>请退回，重新签名。</source>
        <translation>Return it to be signed again.</translation>
    </message>
    <message>
        <source>本人已在屏幕上签名</source>
        <translation>The applicant signed on the screen</translation>
    </message>
    <message>
        <source>监护人 {name} 已在屏幕上签名</source>
        <translation>{name}, the guardian, signed on the screen</translation>
    </message>
    <message>
        <source>代办人 {name} 已在屏幕上签名</source>
        <translation>{name}, the agent, signed on the screen</translation>
    </message>
    <message>
        <source>签名后内容又改过，签名已作废</source>
        <translation>Changed after it was signed: the signature is void</translation>
    </message>
</context>
<context>
    <name>SlotsDialog</name>
    <message>
        <source>排时间</source>
        <translation>Give times</translation>
    </message>
    <message>
        <source>给未到的人排时间</source>
        <translation>Give times to those who are missing</translation>
    </message>
    <message numerus="yes">
        <source>{who}：%n 人，按花名册的顺序；以前排的由这次代替。</source>
        <translation>
            <numerusform>{who}: %n person; an earlier time is replaced.</numerusform>
            <numerusform>{who}: %n people, in the roster&apos;s order; earlier times are replaced.</numerusform>
        </translation>
    </message>
    <message>
        <source>第一天</source>
        <translation>First day</translation>
    </message>
    <message>
        <source>每天几点开始</source>
        <translation>Each day begins at</translation>
    </message>
    <message>
        <source>一段多少分钟</source>
        <translation>Minutes a slot</translation>
    </message>
    <message>
        <source>一段叫多少人</source>
        <translation>People a slot</translation>
    </message>
    <message>
        <source>中午休息（不休息则留空）</source>
        <translation>Break (empty for none)</translation>
    </message>
    <message>
        <source>每天几点结束</source>
        <translation>Each day ends at</translation>
    </message>
    <message>
        <source>请填日期，比如 2026-11-25。</source>
        <translation>Enter a date, such as 2026-11-25.</translation>
    </message>
    <message>
        <source>请填时间，比如 09:00。</source>
        <translation>Enter a time, such as 09:00.</translation>
    </message>
    <message>
        <source>请填大于 0 的数字。</source>
        <translation>Enter a number above 0.</translation>
    </message>
    <message>
        <source>请填起止时间，比如 12:00-13:30。</source>
        <translation>Enter beginning and end, such as 12:00-13:30.</translation>
    </message>
    <message>
        <source>一天里连一段也排不下，请改开始、结束时间或一段的长短。</source>
        <translation>Not even one slot fits into a day: change when it begins or ends, or how long a slot is.</translation>
    </message>
    <message>
        <source>正在排时间</source>
        <translation>Giving times</translation>
    </message>
    <message>
        <source>最后一批 {at} 来。</source>
        <translation>The last come at {at}.</translation>
    </message>
</context>
<context>
    <name>Standing</name>
    <message>
        <source>放上证件会自动读取</source>
        <translation>A card on the reader is read by itself</translation>
    </message>
    <message>
        <source>读卡器没有连接，可以手工录入</source>
        <translation>No reader is connected; enter by hand</translation>
    </message>
    <message>
        <source>已提交，只能查看</source>
        <translation>Submitted; only shown</translation>
    </message>
    <message>
        <source>今天不能采集</source>
        <translation>Can&apos;t be taken today</translation>
    </message>
    <message>
        <source>资料已齐</source>
        <translation>Everything is there</translation>
    </message>
    <message>
        <source>未完成</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>已完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>照片</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>拍照</source>
        <translation>Take photo</translation>
    </message>
    <message>
        <source>证件图片</source>
        <translation>ID pictures</translation>
    </message>
    <message>
        <source>申请人同意</source>
        <translation>Applicant&apos;s consent</translation>
    </message>
    <message>
        <source>请申请人阅读</source>
        <translation>Let the applicant read</translation>
    </message>
    <message numerus="yes">
        <source>已打印 %n 次</source>
        <translation>
            <numerusform>Printed once (%n)</numerusform>
            <numerusform>Printed %n times</numerusform>
        </translation>
    </message>
    <message>
        <source>未打印</source>
        <translation>Not printed</translation>
    </message>
    <message>
        <source>打印签名</source>
        <translation>Print and sign</translation>
    </message>
    <message>
        <source>可以提交</source>
        <translation>Ready to submit</translation>
    </message>
    <message>
        <source>还有未完成的项</source>
        <translation>Something is still open</translation>
    </message>
    <message>
        <source>提交</source>
        <translation>Submit</translation>
    </message>
    <message>
        <source>结束此人</source>
        <translation>End this person</translation>
    </message>
    <message>
        <source>打开已有记录</source>
        <translation>Open the earlier record</translation>
    </message>
    <message>
        <source>不需要</source>
        <translation>Not needed</translation>
    </message>
    <message>
        <source>由证件图片识别，请对照图片</source>
        <translation>Read from the ID picture; compare it</translation>
    </message>
    <message>
        <source>由证件图片识别，已核对</source>
        <translation>Read from the ID picture and compared</translation>
    </message>
    <message>
        <source>图片识别，待核对</source>
        <translation>From picture, to compare</translation>
    </message>
    <message>
        <source>图片识别</source>
        <translation>From picture</translation>
    </message>
    <message>
        <source>从证件读取</source>
        <translation>Read from the card</translation>
    </message>
    <message>
        <source>核对并签名</source>
        <translation>Check and sign</translation>
    </message>
    <message>
        <source>屏幕签名</source>
        <translation>Signature on the screen</translation>
    </message>
    <message numerus="yes">
        <source>退回的理由还有 %n 处没有改</source>
        <translation>
            <numerusform>%n reason for the return is still open</numerusform>
            <numerusform>%n reasons for the return are still open</numerusform>
        </translation>
    </message>
    <message>
        <source>已作废</source>
        <translation>void</translation>
    </message>
    <message>
        <source>本人核对</source>
        <translation>Own look</translation>
    </message>
    <message>
        <source>请本人核对</source>
        <translation>Let them look</translation>
    </message>
</context>
<context>
    <name>StationTab</name>
    <message>
        <source>站点</source>
        <translation>Station</translation>
    </message>
    <message>
        <source>站点名称</source>
        <translation>Station name</translation>
    </message>
    <message>
        <source>站点编号</source>
        <translation>Station number</translation>
    </message>
    <message>
        <source>城市配置</source>
        <translation>City profile</translation>
    </message>
    <message>
        <source>采集活动</source>
        <translation>Campaign</translation>
    </message>
    <message>
        <source>无人操作多少分钟后锁定（1–60）</source>
        <translation>Minutes without a touch before it locks (1–60)</translation>
    </message>
    <message>
        <source>允许审核自己采集的记录（只有一个人的站点）</source>
        <translation>Approving one&apos;s own records (stations with one person)</translation>
    </message>
    <message>
        <source>录入员可以看到彼此的记录</source>
        <translation>Clerks see each other&apos;s records</translation>
    </message>
    <message>
        <source>允许</source>
        <translation>Allowed</translation>
    </message>
    <message>
        <source>不允许</source>
        <translation>Not allowed</translation>
    </message>
    <message>
        <source>{city}，版本 {version}</source>
        <translation>{city}, version {version}</translation>
    </message>
    <message>
        <source>已保存</source>
        <translation>Saved</translation>
    </message>
</context>
<context>
    <name>StationsDialog</name>
    <message>
        <source>信任的站点</source>
        <translation>Trusted stations</translation>
    </message>
    <message>
        <source>只合并这些站点签名的包。新站点的包先在列表里按 T 核对指纹；把本机的接收证书交给各站点，包就只有本机能打开。</source>
        <translation>Only packages that these stations signed are merged. For a new station&apos;s package press T in the list, and compare the fingerprint; give this machine&apos;s certificate to the stations, and only this machine opens what they hand over.</translation>
    </message>
    <message>
        <source>保存本机的接收证书</source>
        <translation>Save this machine&apos;s certificate</translation>
    </message>
    <message>
        <source>撤销信任</source>
        <translation>Trust no longer</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>撤销对 {number} 号站点的信任</source>
        <translation>Trust station {number} no longer</translation>
    </message>
    <message>
        <source>它签名的包从现在起不再接受；已经合并的记录不变。</source>
        <translation>What it signed is refused from now on; what was merged stays.</translation>
    </message>
    <message>
        <source>电脑丢失或被盗</source>
        <translation>The machine was lost or stolen</translation>
    </message>
    <message>
        <source>电脑报废，换了新机</source>
        <translation>The machine was replaced</translation>
    </message>
    <message>
        <source>站点撤并</source>
        <translation>The station was closed</translation>
    </message>
    <message>
        <source>接收证书已保存，可以交给各站点。</source>
        <translation>The certificate is saved; give it to the stations.</translation>
    </message>
</context>
<context>
    <name>StationsModel</name>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>指纹</source>
        <translation>Fingerprint</translation>
    </message>
    <message>
        <source>信任</source>
        <translation>Trusted</translation>
    </message>
    <message>
        <source>{day} 撤销：{why}</source>
        <translation>Revoked {day}: {why}</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>草稿</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>信息已确认</source>
        <translation>Confirmed</translation>
    </message>
    <message>
        <source>待审核</source>
        <translation>To review</translation>
    </message>
    <message>
        <source>审核通过</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>退回</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>已导出</source>
        <translation>Exported</translation>
    </message>
    <message>
        <source>核验中</source>
        <translation>Being verified</translation>
    </message>
    <message>
        <source>银行开户</source>
        <translation>Account opening</translation>
    </message>
    <message>
        <source>制卡中</source>
        <translation>Being made</translation>
    </message>
    <message>
        <source>密钥加载</source>
        <translation>Keys being loaded</translation>
    </message>
    <message>
        <source>可领卡</source>
        <translation>Ready to collect</translation>
    </message>
    <message>
        <source>已发放</source>
        <translation>Issued</translation>
    </message>
    <message>
        <source>已撤销上报</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>作废</source>
        <translation>Void</translation>
    </message>
    <message>
        <source>挂起</source>
        <translation>Parked</translation>
    </message>
</context>
<context>
    <name>StatusLight</name>
    <message>
        <source>正常</source>
        <translation>ready</translation>
    </message>
</context>
<context>
    <name>StepWords</name>
    <message>
        <source>恢复码</source>
        <translation>Recovery code</translation>
    </message>
    <message>
        <source>读卡器</source>
        <translation>Reader</translation>
    </message>
    <message>
        <source>摄像头</source>
        <translation>Cameras</translation>
    </message>
    <message>
        <source>打印机</source>
        <translation>Printer</translation>
    </message>
    <message>
        <source>城市配置</source>
        <translation>City profile</translation>
    </message>
    <message>
        <source>人员</source>
        <translation>People</translation>
    </message>
    <message>
        <source>单位名录</source>
        <translation>Units</translation>
    </message>
    <message>
        <source>第一次备份</source>
        <translation>First backup</translation>
    </message>
    <message>
        <source>五个按键</source>
        <translation>Five keys</translation>
    </message>
    <message>
        <source>练习</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>选语言、深浅、字号和显示比例，马上生效，每个人各记各的。</source>
        <translation>Choose language, light or dark, type and scale. It takes effect at once and is kept for each person.</translation>
    </message>
    <message>
        <source>所有人都忘了密码时，只有恢复码能打开数据。它应当已经打印好，锁在保险柜里。</source>
        <translation>When everybody has forgotten their password, only the recovery code opens the data. It should be on paper by now, locked away.</translation>
    </message>
    <message>
        <source>插上读卡器，灯会变绿；放一张身份证试读，试读的内容不保存。</source>
        <translation>Plug the reader in and its light turns green. Lay an ID card on it to try; nothing of it is kept.</translation>
    </message>
    <message>
        <source>选好拍人和拍证件的摄像头，按 F7 看一眼画面，看清楚了按 Esc 回来。</source>
        <translation>Choose the cameras for people and for documents, look at the picture with F7, and come back with Esc.</translation>
    </message>
    <message>
        <source>选打印机，打一张测试页。没有打印机也能办理：表格存为 PDF，拿到别处打印。</source>
        <translation>Choose the printer and print a test page. Without one, forms are saved as PDF and printed elsewhere.</translation>
    </message>
    <message>
        <source>这里是本市要采集的内容和表格的样子，用虚构的人填好。看一遍，和社保部门的通知对一对。</source>
        <translation>What this city asks for and what its papers look like, filled in for made-up people. Compare it with the bureau&apos;s notice.</translation>
    </message>
    <message>
        <source>给每位同事建一个用户，谁做了什么才分得清。以后也可以加。</source>
        <translation>Make a user for each colleague, so that it is known who did what. More can be added any day.</translation>
    </message>
    <message>
        <source>常来的单位建在名录里，办理时打几个字母就能选。可以一次导入表格，以后也可以加。</source>
        <translation>Units in the directory are chosen by a few letters at the counter. Import a table, or add them any day.</translation>
    </message>
    <message>
        <source>数据只在这台电脑上。把备份另放一处，比如 U 盘，并试着读出来，才算真的有备份。</source>
        <translation>All data is on this computer alone. Keep a backup elsewhere, such as on a stick; only one that was opened once is a backup.</translation>
    </message>
    <message>
        <source>记住这五个，一天的活就能不用鼠标。其他的键都写在按钮上。</source>
        <translation>With these five a day&apos;s work needs no mouse. All other keys stand on their buttons.</translation>
    </message>
    <message>
        <source>练习站点在另一个窗口打开，人和设备都是虚构的，做完一课有评分。</source>
        <translation>The training station opens in a window of its own; people and devices are made up, and each lesson is scored.</translation>
    </message>
    <message>
        <source>好了</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>待办</source>
        <translation>To do</translation>
    </message>
    <message>
        <source>没接上</source>
        <translation>Not there</translation>
    </message>
    <message>
        <source>看一看</source>
        <translation>Have a look</translation>
    </message>
    <message>
        <source>以后</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>读卡器已连接。放一张身份证试一试，或者直接继续。</source>
        <translation>The reader is connected. Try it with an ID card, or go on.</translation>
    </message>
    <message>
        <source>还没有找到读卡器。插上后会自动连接；手边没有，就以后再来。</source>
        <translation>No reader was found yet. It connects by itself once it is plugged in; if you have none at hand, come back later.</translation>
    </message>
    <message>
        <source>还没有找到摄像头。插上后会自动出现；手边没有，就以后再来。</source>
        <translation>No camera was found yet. It appears once it is plugged in; if you have none at hand, come back later.</translation>
    </message>
    <message>
        <source>摄像头已接上，画面还没有看过。</source>
        <translation>A camera is connected; nobody has looked at its picture yet.</translation>
    </message>
    <message>
        <source>还没有找到打印机。在系统里装好后会自动出现；暂时没有，就以后再来。</source>
        <translation>No printer was found yet. It appears once the system knows it; if there is none for now, come back later.</translation>
    </message>
    <message>
        <source>打印机已装好，测试页还没有打过。</source>
        <translation>There is a printer; no test page was printed yet.</translation>
    </message>
    <message>
        <source>恢复码已经保管好，最后几个字符核对过。</source>
        <translation>The recovery code is kept; its last characters were checked.</translation>
    </message>
    <message>
        <source>摄像头的画面已经看过。</source>
        <translation>The camera&apos;s picture was looked at.</translation>
    </message>
    <message>
        <source>测试页已经送到打印机。</source>
        <translation>The test page went to the printer.</translation>
    </message>
    <message>
        <source>已经有别的人可以登录。</source>
        <translation>Others can log in already.</translation>
    </message>
    <message>
        <source>名录里已经有单位。</source>
        <translation>The directory has units.</translation>
    </message>
    <message>
        <source>备份已经写好，并且试着恢复过。</source>
        <translation>A backup was written and restored on trial.</translation>
    </message>
    <message>
        <source>现在只有您一个人可以登录。</source>
        <translation>So far only you can log in.</translation>
    </message>
    <message>
        <source>名录还是空的。</source>
        <translation>The directory is still empty.</translation>
    </message>
    <message>
        <source>还没有验证过的备份。</source>
        <translation>There is no proven backup yet.</translation>
    </message>
    <message>
        <source>继续</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>以后再做，继续</source>
        <translation>Later, go on</translation>
    </message>
    <message>
        <source>更换恢复码</source>
        <translation>New recovery code</translation>
    </message>
    <message>
        <source>看画面</source>
        <translation>See the picture</translation>
    </message>
    <message>
        <source>打印测试页</source>
        <translation>Print test page</translation>
    </message>
    <message>
        <source>填写并备份</source>
        <translation>Fill in and back up</translation>
    </message>
    <message>
        <source>外观与字号</source>
        <translation>Look and size</translation>
    </message>
    <message>
        <source>没有确认恢复码保管好。按 Enter 换一个新的，旧的马上作废。</source>
        <translation>Nobody confirmed that the recovery code was kept. Enter makes a new one; the old one ends at once.</translation>
    </message>
    <message>
        <source>设置包带来的人还没有密码。按 Enter 给他们逐个设，当面告诉本人。</source>
        <translation>Those who came with the set-up have no password yet. Enter asks for one after the other; tell each in person.</translation>
    </message>
    <message>
        <source>设密码</source>
        <translation>Give a password</translation>
    </message>
</context>
<context>
    <name>StepsModel</name>
    <message>
        <source>步骤</source>
        <translation>Step</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
</context>
<context>
    <name>SummaryView</name>
    <message numerus="yes">
        <source>%n 人可以导入</source>
        <translation>
            <numerusform>%n can be imported</numerusform>
            <numerusform>%n can be imported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 人要改</source>
        <translation>
            <numerusform>%n to be mended</numerusform>
            <numerusform>%n to be mended</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 处请留意</source>
        <translation>
            <numerusform>%n to be looked at</numerusform>
            <numerusform>%n to be looked at</numerusform>
        </translation>
    </message>
    <message>
        <source>每一格都检查过，没有问题</source>
        <translation>Every cell was checked; nothing is wrong</translation>
    </message>
    <message>
        <source>按 Enter 导入；导入后放上身份证就会调出本人。</source>
        <translation>Enter imports it; from then on a card on the reader calls its person up.</translation>
    </message>
    <message>
        <source>这份表格整体还不能用，请先按下面说的改好，再导入一次。</source>
        <translation>The table can&apos;t be used as it is. Mend what is said below, and import it again.</translation>
    </message>
    <message>
        <source>没有一个人可以导入。把有问题的格子标出来交单位改，改好再导入。</source>
        <translation>Nobody of it can be imported. Have the faults marked for the unit, and import what comes back.</translation>
    </message>
    <message>
        <source>把有问题的格子标出来交单位改，改好再导入，是最稳妥的；也可以先只导入没有问题的人，其余改好后再更新进来。</source>
        <translation>Best have the faults marked for the unit, and import what comes back. Or import the good rows now, and update the roster once the others are mended.</translation>
    </message>
    <message>
        <source>模板里有、这里没有的列：{columns}</source>
        <translation>In the template, and not here: {columns}</translation>
    </message>
    <message>
        <source>不是人员、没有读取的行：{rows}</source>
        <translation>Rows that are nobody and weren&apos;t read: {rows}</translation>
    </message>
</context>
<context>
    <name>SupportDialog</name>
    <message>
        <source>给技术支持的信息</source>
        <translation>For support</translation>
    </message>
    <message>
        <source>没有姓名、号码、地址、照片、密码和文件夹名。左边是每个文件，右边是它的全文，看过再保存。程序不会自己发送。</source>
        <translation>No names, numbers, addresses, photos, passwords or folders. Each file stands at the left with all of its text at the right: look, then save. The program sends nothing by itself.</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>保存为文件</source>
        <translation>Save as a file</translation>
    </message>
</context>
<context>
    <name>TakeDialog</name>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>指纹一致，打开</source>
        <translation>The fingerprint is the same: open</translation>
    </message>
    <message>
        <source>打开分来的花名册</source>
        <translation>Open a shared roster</translation>
    </message>
    <message>
        <source>第 {part} 份，共 {parts} 份，</source>
        <translation>part {part} of {parts}, </translation>
    </message>
    <message>
        <source>来自 {number} 号站点 {name}，{part}{rows} 人，{at} 写出。</source>
        <translation>From station {number}, {name}: {part}{rows} people, written {at}.</translation>
    </message>
    <message>
        <source>本机还不认识这个站点。请和对方核对“交出站点包”里显示的指纹，完全一样才打开：</source>
        <translation>This station isn&apos;t known here yet. Compare the fingerprint with what “Hand over” shows there, and open it only if both are the same:</translation>
    </message>
    <message>
        <source>这个文件的密码</source>
        <translation>Password of this file</translation>
    </message>
    <message>
        <source>请输入写出文件时设的密码。</source>
        <translation>Enter the password that was chosen as the file was written.</translation>
    </message>
    <message>
        <source>正在打开</source>
        <translation>Opening</translation>
    </message>
</context>
<context>
    <name>TakeUpdateDialog</name>
    <message>
        <source>签名和内容都核对过。先备份站点，再装在现在的旁边并自检，下次打开程序时使用；启动不了会自动退回。这期间可以照常工作。</source>
        <translation>Signature and content hold. The station is backed up, then the update is put beside what is there and proves itself; it is used from the next start on, and goes back by itself if it doesn&apos;t start. Work goes on meanwhile.</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>更新</source>
        <translation>Update</translation>
    </message>
    <message>
        <source>有什么变化</source>
        <translation>What is new</translation>
    </message>
</context>
<context>
    <name>Tellings</name>
    <message>
        <source>已恢复上次没有办完的记录。</source>
        <translation>The record that was interrupted is back.</translation>
    </message>
    <message>
        <source>接着办就行；人不在，先挂起。</source>
        <translation>Just go on; if the person isn&apos;t here, park it.</translation>
    </message>
    <message>
        <source>挂起</source>
        <translation>Park</translation>
    </message>
    <message>
        <source>这条记录已撤销上报：{reason}</source>
        <translation>This submission was withdrawn: {reason}</translation>
    </message>
    <message>
        <source>这条记录被退回：{reason}</source>
        <translation>This record was returned: {reason}</translation>
    </message>
    <message>
        <source>请改正后重新提交。</source>
        <translation>Mend it and submit it again.</translation>
    </message>
    <message>
        <source>已提交，{time} 前可以更正。</source>
        <translation>Submitted; it can be mended until {time}.</translation>
    </message>
    <message>
        <source>更正</source>
        <translation>Mend</translation>
    </message>
    <message>
        <source>已提交，超过了可以更正的时间。</source>
        <translation>Submitted, and the time for mending is over.</translation>
    </message>
    <message>
        <source>需要修改的，请主管撤销上报。</source>
        <translation>If it must be changed, ask the supervisor to withdraw it.</translation>
    </message>
    <message>
        <source>这条记录只能查看。</source>
        <translation>This record is only shown.</translation>
    </message>
    <message numerus="yes">
        <source>有 %n 条记录退回给您改正。</source>
        <translation>
            <numerusform>%n record came back to you to be mended.</numerusform>
            <numerusform>%n records came back to you to be mended.</numerusform>
        </translation>
    </message>
    <message>
        <source>打开最早的</source>
        <translation>Open the first</translation>
    </message>
    <message>
        <source>已提交：{name}，受理编号 {number}</source>
        <translation>Submitted: {name}, receipt number {number}</translation>
    </message>
    <message>
        <source>已挂起：{name}，按 F8 继续</source>
        <translation>Parked: {name}; F8 goes on with it</translation>
    </message>
    <message>
        <source>（空）</source>
        <translation>(empty)</translation>
    </message>
    <message>
        <source>已撤销：{label}，现在是 {value}</source>
        <translation>Taken back: {label} is {value} again</translation>
    </message>
    <message numerus="yes">
        <source>，连同 %n 项</source>
        <translation>
            <numerusform>, with %n field that followed from it</numerusform>
            <numerusform>, with %n fields that followed from it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>。还可撤销 %n 次</source>
        <translation>
            <numerusform>. %n more change can be taken back</numerusform>
            <numerusform>. %n more changes can be taken back</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ticks</name>
    <message>
        <source>没有选中</source>
        <translation>not chosen</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>语言 Language</source>
        <translation>Language 语言</translation>
    </message>
    <message>
        <source>外观</source>
        <translation>Appearance</translation>
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
        <source>高对比度</source>
        <translation>High contrast</translation>
    </message>
    <message>
        <source>大字</source>
        <translation>Large type</translation>
    </message>
    <message>
        <source>修改密码…</source>
        <translation>Change password…</translation>
    </message>
    <message>
        <source>锁定</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>读卡器</source>
        <translation>Reader</translation>
    </message>
    <message>
        <source>摄像头</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>打印机</source>
        <translation>Printer</translation>
    </message>
    <message numerus="yes">
        <source>今日 %n 人</source>
        <translation>
            <numerusform>%n person today</numerusform>
            <numerusform>%n people today</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>待补 %n</source>
        <translation>
            <numerusform>%n parked</numerusform>
            <numerusform>%n parked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>退回 %n</source>
        <translation>
            <numerusform>%n returned</numerusform>
            <numerusform>%n returned</numerusform>
        </translation>
    </message>
    <message>
        <source>显示比例</source>
        <translation>Zoom</translation>
    </message>
</context>
<context>
    <name>TrailExportDialog</name>
    <message>
        <source>导出</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>导出操作日志</source>
        <translation>Export the audit trail</translation>
    </message>
    <message>
        <source>写成 Excel 或 CSV 表格，供检查人员查阅。导出本身也会记入日志。</source>
        <translation>Written as an Excel or CSV table for inspectors. The export itself is a line of the trail.</translation>
    </message>
    <message>
        <source>保存为（.xlsx 或 .csv）</source>
        <translation>Save as (.xlsx or .csv)</translation>
    </message>
    <message>
        <source>其中的个人信息</source>
        <translation>People&apos;s data in it</translation>
    </message>
    <message>
        <source>原样写出</source>
        <translation>As they are</translation>
    </message>
    <message>
        <source>遮盖</source>
        <translation>Covered</translation>
    </message>
    <message>
        <source>请选择文件夹，并给出以 .xlsx 或 .csv 结尾的文件名。按 F4 选择。</source>
        <translation>Choose a folder and a name that ends in .xlsx or .csv. F4 chooses.</translation>
    </message>
</context>
<context>
    <name>TrainingHost</name>
    <message>
        <source>练习</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>这一课做完了：{points} 分</source>
        <translation>Lesson finished: {points} points</translation>
    </message>
    <message>
        <source>练习站点：人都是虚构的，设备是模拟的，什么都不会送出去。</source>
        <translation>Training station: people are made up, devices are simulated, and nothing goes out.</translation>
    </message>
    <message>
        <source>选一课，按 Enter 开始。</source>
        <translation>Choose a lesson and press Enter.</translation>
    </message>
    <message>
        <source>镜头前坐着：{name}</source>
        <translation>Before the camera: {name}</translation>
    </message>
</context>
<context>
    <name>TrainingPage</name>
    <message>
        <source>练习</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>一共 {count} 课，从上到下由易到难。这里的人都是虚构的，做错了也没有关系，可以反复练。</source>
        <translation>{count} lessons, the easier ones first. Nobody here exists, mistakes do no harm, and each can be taken again.</translation>
    </message>
    <message>
        <source>正在准备…</source>
        <translation>Getting ready…</translation>
    </message>
    <message>
        <source>熟手大约按 {keys} 次键，用时 {time}（分:秒）。</source>
        <translation>Who knows the work takes about {keys} keys and {time} (min:s).</translation>
    </message>
    <message>
        <source>打印成绩单</source>
        <translation>Print the results</translation>
    </message>
    <message>
        <source>停下这一课</source>
        <translation>Stop this lesson</translation>
    </message>
    <message>
        <source>下一课</source>
        <translation>Next lesson</translation>
    </message>
    <message>
        <source>帮助</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>接着练</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>开始这一课</source>
        <translation>Begin this lesson</translation>
    </message>
    <message>
        <source>上一次：{points} 分，{keys} 次按键，{time}</source>
        <translation>Last time: {points} points, {keys} keys, {time}</translation>
    </message>
    <message numerus="yes">
        <source>，看了 %n 次提示</source>
        <translation>
            <numerusform>, %n hint</numerusform>
            <numerusform>, %n hints</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrainingStripe</name>
    <message>
        <source>第 {step} 步，共 {steps} 步</source>
        <translation>Step {step} of {steps}</translation>
    </message>
    <message>
        <source>练习</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>动手</source>
        <translation>In the room</translation>
    </message>
    <message>
        <source>提示</source>
        <translation>Hint</translation>
    </message>
</context>
<context>
    <name>TrustDialog</name>
    <message>
        <source>信任 {number} 号站点？</source>
        <translation>Trust station {number}?</translation>
    </message>
    <message>
        <source>请打电话或当面核对：对方电脑“交出站点包”时显示的指纹必须和下面完全一样。不一致就不要信任，这个包可能是别人冒名做的。</source>
        <translation>Compare by telephone or face to face: the fingerprint that their machine shows when it hands over must be exactly this one. If it isn&apos;t, don&apos;t trust it; somebody else may have made the package.</translation>
    </message>
    <message>
        <source>站点编号</source>
        <translation>Station number</translation>
    </message>
    <message>
        <source>站点名称</source>
        <translation>Station name</translation>
    </message>
    <message>
        <source>不信任</source>
        <translation>Don&apos;t trust</translation>
    </message>
    <message>
        <source>指纹一致，信任</source>
        <translation>It is the same: trust</translation>
    </message>
    <message>
        <source>编号是 1 到 9999 的数字。</source>
        <translation>The number is one from 1 to 9999.</translation>
    </message>
</context>
<context>
    <name>TypedNumber</name>
    <message>
        <source>号码和当前这一位相同。</source>
        <translation>The number is that of the person in work.</translation>
    </message>
    <message>
        <source>刷的号码不是当前这一位的，没有改动。</source>
        <translation>The number isn&apos;t that of the person in work; nothing was changed.</translation>
    </message>
    <message>
        <source>先挂起当前这一位，再刷一次，就为下一位新建记录。</source>
        <translation>Park this one and lay the card on again: a record for the next person begins.</translation>
    </message>
    <message>
        <source>挂起</source>
        <translation>Park</translation>
    </message>
    <message>
        <source>号码由刷卡设备键入，等同手工录入，不是读取芯片。</source>
        <translation>A device typed this number: it counts as typed, not as read from the chip.</translation>
    </message>
    <message>
        <source>请看证件原件，核对号码、姓名和照片。</source>
        <translation>Look at the card itself: number, name and photo.</translation>
    </message>
</context>
<context>
    <name>UndoDialog</name>
    <message>
        <source>整体撤销第 {number} 次合并？</source>
        <translation>Take merge {number} back, whole?</translation>
    </message>
    <message>
        <source>{at} 由 {who} 合并。新增的 {added} 条会移出本站，更新的 {replaced} 条恢复原样，移除的 {removed} 条放回来。</source>
        <translation>Merged by {who} at {at}. The {added} added leave this station, the {replaced} replaced are as they were, the {removed} removed come back.</translation>
    </message>
    <message>
        <source>合并之后又有人改动过其中的记录时，不会撤销任何一条。</source>
        <translation>If somebody worked on one of the records since, none is taken back.</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>整体撤销</source>
        <translation>Take it back</translation>
    </message>
</context>
<context>
    <name>UndoFileDialog</name>
    <message>
        <source>撤回 {file}</source>
        <translation>Take {file} back</translation>
    </message>
    <message>
        <source>{at} 读入的全部撤回，记录恢复到读入之前；其中有记录后来又变了的，就不能撤回。</source>
        <translation>All that was read in on {at} is taken back, and the records stand as before. It can&apos;t be done once work went on with any of them.</translation>
    </message>
    <message>
        <source>不撤回</source>
        <translation>Leave it</translation>
    </message>
    <message>
        <source>撤回</source>
        <translation>Take back</translation>
    </message>
</context>
<context>
    <name>UnitChangesTable</name>
    <message>
        <source>行</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>变化</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>参保单位编号</source>
        <translation>Insured number</translation>
    </message>
    <message>
        <source>单位设定</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>新增</source>
        <translation>new</translation>
    </message>
    <message>
        <source>变更</source>
        <translation>changed</translation>
    </message>
    <message>
        <source>不变</source>
        <translation>the same</translation>
    </message>
    <message>
        <source>已开通</source>
        <translation>open</translation>
    </message>
</context>
<context>
    <name>UnitDialog</name>
    <message>
        <source>添加</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>添加单位</source>
        <translation>Add unit</translation>
    </message>
    <message>
        <source>单位名称（与公章一致）</source>
        <translation>Name (as on the seal)</translation>
    </message>
    <message>
        <source>参保单位编号</source>
        <translation>Insured unit number</translation>
    </message>
    <message>
        <source>请填写单位名称。</source>
        <translation>Enter the unit&apos;s name.</translation>
    </message>
    <message>
        <source>上级单位（没有则不填，二级单位写成“公司›分公司”）</source>
        <translation>Unit above (empty if there is none; a second level as Company›Branch)</translation>
    </message>
</context>
<context>
    <name>UnitImportDialog</name>
    <message>
        <source>导入单位名录：{file}</source>
        <translation>Import units: {file}</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>正在读取……</source>
        <translation>Reading…</translation>
    </message>
    <message>
        <source>表格里有 {count} 处问题，改好以前一个单位也不会导入。</source>
        <translation>Something is wrong at {count} places of the table. Until that is mended no unit is imported.</translation>
    </message>
    <message>
        <source>新增 {new} 个，变更 {changed} 个，不变 {same} 个。表格里没有的单位保持不变。</source>
        <translation>New: {new}, changed: {changed}, the same: {same}. Units that the table doesn&apos;t name stay as they are.</translation>
    </message>
    <message>
        <source>不认识的列没有读：{names}</source>
        <translation>Columns that weren&apos;t understood, and weren&apos;t read: {names}</translation>
    </message>
</context>
<context>
    <name>UnitProblemsTable</name>
    <message>
        <source>行</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>列</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>问题和改法</source>
        <translation>What is wrong, and what to do</translation>
    </message>
</context>
<context>
    <name>UnitSettingsDialog</name>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>开通</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>单位设定：{name}</source>
        <translation>Settings of the unit: {name}</translation>
    </message>
    <message>
        <source>填写的各项对这个单位的所有人都一样，录入时自动带入；留空的由本人选择。</source>
        <translation>What is filled in here holds for everybody of this unit and is filled in for them; what stays empty is each person&apos;s own choice.</translation>
    </message>
    <message>
        <source>填写的各项对这个单位的所有人都一样，录入时自动带入；留空的按上级单位，再没有由本人选择。</source>
        <translation>What is filled in here holds for all the unit&apos;s people and is entered for them; what stays empty is the unit&apos;s above, or else each person&apos;s own.</translation>
    </message>
</context>
<context>
    <name>UnitsModel</name>
    <message>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>人数</source>
        <translation>People</translation>
    </message>
    <message>
        <source>进度</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>各有多少</source>
        <translation>How many</translation>
    </message>
</context>
<context>
    <name>UnitsTab</name>
    <message>
        <source>单位名录</source>
        <translation>Units</translation>
    </message>
    <message>
        <source>添加单位</source>
        <translation>Add unit</translation>
    </message>
    <message>
        <source>查找</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>查找单位</source>
        <translation>Find a unit</translation>
    </message>
    <message>
        <source>单位名称、拼音首字母或参保单位编号</source>
        <translation>Name, pinyin initials or insured unit number</translation>
    </message>
    <message>
        <source>没有找到单位</source>
        <translation>No unit found</translation>
    </message>
    <message>
        <source>已添加 {name}</source>
        <translation>{name} added</translation>
    </message>
    <message>
        <source>换一种写法再找，或按 Ctrl+N 添加。</source>
        <translation>Try another spelling, or press Ctrl+N to add one.</translation>
    </message>
    <message>
        <source>单位设定</source>
        <translation>Unit&apos;s settings</translation>
    </message>
    <message>
        <source>已保存单位设定：{name}</source>
        <translation>Saved the settings of {name}</translation>
    </message>
    <message>
        <source>导入名录</source>
        <translation>Import units</translation>
    </message>
    <message>
        <source>上一级</source>
        <translation>Up</translation>
    </message>
    <message>
        <source>下级单位：{path}</source>
        <translation>Below {path}</translation>
    </message>
    <message>
        <source>按 Ctrl+N 添加，或按 Alt+↑ 回到上一级。</source>
        <translation>Press Ctrl+N to add one, or Alt+↑ to go up.</translation>
    </message>
    <message>
        <source>这个单位下面还没有单位</source>
        <translation>There are no units below this one</translation>
    </message>
    <message>
        <source>按 Ctrl+I 从表格导入，或按 Ctrl+N 逐个添加。</source>
        <translation>Press Ctrl+I to import a table, or Ctrl+N to add one.</translation>
    </message>
    <message>
        <source>名录里还没有单位</source>
        <translation>The directory is empty</translation>
    </message>
    <message>
        <source>选择单位名录表格</source>
        <translation>Choose a table of units</translation>
    </message>
    <message>
        <source>单位名录已导入：新增和变更 {count} 个</source>
        <translation>Units imported: {count} new or changed</translation>
    </message>
</context>
<context>
    <name>UnitsTable</name>
    <message>
        <source>单位名称</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>上级单位</source>
        <translation>Parent unit</translation>
    </message>
    <message>
        <source>参保单位编号</source>
        <translation>Insured unit number</translation>
    </message>
</context>
<context>
    <name>UnlockPage</name>
    <message>
        <source>用户名</source>
        <translation>User</translation>
    </message>
    <message>
        <source>密码</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>正在打开…</source>
        <translation>Opening…</translation>
    </message>
    <message>
        <source>解锁</source>
        <translation>Unlock</translation>
    </message>
    <message numerus="yes">
        <source>还需等待 %n 秒</source>
        <translation>
            <numerusform>Wait %n more second</numerusform>
            <numerusform>Wait %n more seconds</numerusform>
        </translation>
    </message>
    <message>
        <source>忘记密码？用恢复码</source>
        <translation>Forgot it? Use the recovery code</translation>
    </message>
    <message>
        <source>数据丢失或损坏？从备份恢复</source>
        <translation>Data lost or damaged? Restore from a backup</translation>
    </message>
    <message>
        <source>演示密码：{password}</source>
        <translation>Demo password: {password}</translation>
    </message>
    <message>
        <source>练习：不动真实数据</source>
        <translation>Training, without real data</translation>
    </message>
    <message>
        <source>新版本用不了？退回 {version}</source>
        <translation>Doesn&apos;t work? Go back to {version}</translation>
    </message>
    <message>
        <source>再试新版本 {version}</source>
        <translation>Try the newer version {version} again</translation>
    </message>
    <message>
        <source>新版本用不了？退回安装时的版本</source>
        <translation>Doesn&apos;t work? Go back to the installed version</translation>
    </message>
</context>
<context>
    <name>UpdateModel</name>
    <message>
        <source>行</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>会怎样</source>
        <translation>What happens</translation>
    </message>
    <message>
        <source>进度</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>改什么，为什么</source>
        <translation>What changes, and why</translation>
    </message>
    <message>
        <source>新增</source>
        <translation>New</translation>
    </message>
    <message>
        <source>变更</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>不变</source>
        <translation>Same</translation>
    </message>
    <message>
        <source>不在名单上</source>
        <translation>Not on the list</translation>
    </message>
    <message>
        <source>不能改</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>姓名和证件号码不能同时变更，请单位核实是不是同一个人</source>
        <translation>Name and number can&apos;t both change: the unit has to find out whether it is the same person</translation>
    </message>
    <message>
        <source>个人编号、人员类别等只能由社保部门更正</source>
        <translation>Personal number, category and the like are only the bureau&apos;s to correct</translation>
    </message>
    <message>
        <source>已经采集提交，以采集的为准</source>
        <translation>Collected and submitted: what was collected stays</translation>
    </message>
    <message>
        <source>名单上这个人出现了两次</source>
        <translation>The list has this person twice</translation>
    </message>
    <message>
        <source>按姓名和出生日期对上，请核对</source>
        <translation>Matched by name and birth date; please check</translation>
    </message>
    <message>
        <source>已有记录，会保留</source>
        <translation>Has a record, and stays</translation>
    </message>
    <message>
        <source>（空）</source>
        <translation>(empty)</translation>
    </message>
</context>
<context>
    <name>UpdatePart</name>
    <message>
        <source>正在比较</source>
        <translation>Comparing</translation>
    </message>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>不更新，返回</source>
        <translation>Back without updating</translation>
    </message>
    <message>
        <source>保留名单上没有的人</source>
        <translation>Keep those who aren&apos;t on the list</translation>
    </message>
    <message>
        <source>移出名单上没有的人</source>
        <translation>Remove those who aren&apos;t on the list</translation>
    </message>
    <message>
        <source>没有要改的</source>
        <translation>Nothing would change</translation>
    </message>
    <message>
        <source>更新花名册</source>
        <translation>Update the roster</translation>
    </message>
    <message>
        <source>正在更新</source>
        <translation>Updating</translation>
    </message>
    <message>
        <source>已更新：新增 {added}，变更 {changed}，移出 {removed}</source>
        <translation>Updated: {added} new, {changed} changed, {removed} removed</translation>
    </message>
    <message>
        <source>已停止，什么都没有改动。</source>
        <translation>Stopped; nothing was changed.</translation>
    </message>
</context>
<context>
    <name>UpdateRound</name>
    <message>
        <source>U 盘上有新版本 {version}（{day}）。</source>
        <translation>A new version is on the stick: {version} ({day}).</translation>
    </message>
    <message>
        <source>U 盘上有新的城市配置和代码表 {version}（{day}）。</source>
        <translation>New profiles and code tables are on the stick: {version} ({day}).</translation>
    </message>
    <message>
        <source>有空时再更新；现在可以照常工作。</source>
        <translation>Update when there is time; work goes on.</translation>
    </message>
    <message>
        <source>查看</source>
        <translation>Look</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>I see</translation>
    </message>
</context>
<context>
    <name>UpdateView</name>
    <message>
        <source>更新：{title}</source>
        <translation>Update: {title}</translation>
    </message>
    <message>
        <source>还什么都没有改。</source>
        <translation>Nothing was changed yet. </translation>
    </message>
    <message numerus="yes">
        <source>有问题的 %n 行不更新。</source>
        <translation>
            <numerusform>%n row with a fault is left out. </numerusform>
            <numerusform>%n rows with faults are left out. </numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>名单上没有的 %n 人会移出花名册。</source>
        <translation>
            <numerusform>%n person who isn&apos;t on the list will be removed.</numerusform>
            <numerusform>%n people who aren&apos;t on the list will be removed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>名单上没有的 %n 人会保留；要移出请按 D。</source>
        <translation>
            <numerusform>%n person who isn&apos;t on the list will stay; D removes them.</numerusform>
            <numerusform>%n people who aren&apos;t on the list will stay; D removes them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UpdateWords</name>
    <message>
        <source>正在使用</source>
        <translation>In use</translation>
    </message>
    <message>
        <source>下次打开程序时使用</source>
        <translation>Used from the next start on</translation>
    </message>
    <message>
        <source>没有能启动，不再用</source>
        <translation>Didn&apos;t start, and isn&apos;t used any more</translation>
    </message>
    <message>
        <source>已退回，不再用</source>
        <translation>Set aside</translation>
    </message>
    <message>
        <source>安装时的版本</source>
        <translation>Came with the installation</translation>
    </message>
    <message>
        <source>可以退回到这一版</source>
        <translation>Can be gone back to</translation>
    </message>
    <message>
        <source>程序</source>
        <translation>Program</translation>
    </message>
    <message>
        <source>城市配置和代码表</source>
        <translation>Profiles and code tables</translation>
    </message>
    <message>
        <source>{what} {version}，{day}，{size} MB</source>
        <translation>{what} {version}, {day}, {size} MB</translation>
    </message>
    <message>
        <source>插上有 {suffix} 文件的 U 盘，或按 F3 选文件。</source>
        <translation>Plug in a stick with a {suffix} file, or choose one by F3.</translation>
    </message>
    <message>
        <source>没有找到比现在新的更新。</source>
        <translation>Nothing newer than what is in use was found.</translation>
    </message>
    <message>
        <source>正在更新，可以照常工作…</source>
        <translation>Updating; work goes on…</translation>
    </message>
    <message>
        <source>更新到 {version}</source>
        <translation>Update to {version}</translation>
    </message>
    <message>
        <source>选更新文件…</source>
        <translation>Choose a file…</translation>
    </message>
    <message>
        <source>再找 U 盘</source>
        <translation>Look for sticks</translation>
    </message>
    <message>
        <source>程序退回上一版</source>
        <translation>Back: program</translation>
    </message>
    <message>
        <source>配置退回上一版</source>
        <translation>Back: profiles</translation>
    </message>
    <message>
        <source>停止更新</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>已退回，关闭程序前还在用</source>
        <translation>gone back from; in use until the program is closed</translation>
    </message>
    <message>
        <source>不是给现在的程序的，没有用</source>
        <translation>not for this program, and not used</translation>
    </message>
</context>
<context>
    <name>UpdatesTab</name>
    <message>
        <source>更新</source>
        <translation>Updates</translation>
    </message>
    <message>
        <source>选更新文件</source>
        <translation>Choose an update</translation>
    </message>
    <message>
        <source>程序</source>
        <translation>Program</translation>
    </message>
    <message>
        <source>城市配置和代码表</source>
        <translation>Profiles and code tables</translation>
    </message>
    <message>
        <source>U 盘上的更新</source>
        <translation>Updates on sticks</translation>
    </message>
</context>
<context>
    <name>Verbs</name>
    <message>
        <source>看设备</source>
        <translation>Devices</translation>
    </message>
    <message>
        <source>改打印设置</source>
        <translation>Printing</translation>
    </message>
    <message>
        <source>看备份与安全</source>
        <translation>Backups and safety</translation>
    </message>
    <message>
        <source>看城市配置</source>
        <translation>City profiles</translation>
    </message>
    <message>
        <source>看站点</source>
        <translation>Station</translation>
    </message>
</context>
<context>
    <name>VerdictRow</name>
    <message>
        <source>理由：{reason}</source>
        <translation>Reason: {reason}</translation>
    </message>
    <message>
        <source>例如：本人因病无法摘下头巾</source>
        <translation>For example: a headscarf is worn for medical reasons</translation>
    </message>
    <message>
        <source>已说明理由</source>
        <translation>Reason given</translation>
    </message>
    <message>
        <source>已确认</source>
        <translation>Confirmed</translation>
    </message>
    <message>
        <source>改理由</source>
        <translation>Change the reason</translation>
    </message>
    <message>
        <source>写明理由，仍然采用</source>
        <translation>Give a reason, use it anyway</translation>
    </message>
    <message>
        <source>没问题</source>
        <translation>Right</translation>
    </message>
    <message>
        <source>不对，重拍</source>
        <translation>Wrong, again</translation>
    </message>
</context>
<context>
    <name>VerifyDialog</name>
    <message>
        <source>校验上传包</source>
        <translation>Check a package</translation>
    </message>
    <message>
        <source>逐个解密并核对每个文件的 SHA-256。</source>
        <translation>Decrypts every file and compares its SHA-256.</translation>
    </message>
    <message>
        <source>上传包文件</source>
        <translation>Package</translation>
    </message>
    <message>
        <source>上传包密码</source>
        <translation>Password of the package</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>校验</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>请选择上传包。按 F4 选择。</source>
        <translation>Choose a package: press F4.</translation>
    </message>
    <message>
        <source>上传包完好，每个文件都与清单一致。</source>
        <translation>The package is whole: every file agrees with the manifest.</translation>
    </message>
    <message numerus="yes">
        <source>上传包有 %n 处不对。</source>
        <translation>
            <numerusform>%n thing is wrong with the package.</numerusform>
            <numerusform>%n things are wrong with the package.</numerusform>
        </translation>
    </message>
    <message>
        <source>不要交出这个文件；请重新导出批次，内容会完全一样。</source>
        <translation>Don&apos;t hand this file over; export the batch again, its content will be the same.</translation>
    </message>
    <message>
        <source>正在校验…</source>
        <translation>Checking…</translation>
    </message>
</context>
<context>
    <name>VersionOffer</name>
    <message>
        <source>数据的结构已由 {again} 更新，{program} 打不开。</source>
        <translation>Version {again} has given the data another structure; {program} can&apos;t open them.</translation>
    </message>
    <message>
        <source>按 F6 再试 {again}；还是打不开，请按 F3 恢复更新前的备份（在站点的 backups 文件夹）。</source>
        <translation>Press F6 to try {again} again; if it still doesn&apos;t open, press F3 and restore the backup from before the update (in the station&apos;s folder backups).</translation>
    </message>
</context>
<context>
    <name>WaitingSheet</name>
    <message>
        <source>挂起和退回的人</source>
        <translation>Parked and returned people</translation>
    </message>
    <message>
        <source>用方向键选择，回车继续办理。</source>
        <translation>Choose with the arrow keys; Enter goes on with it.</translation>
    </message>
    <message>
        <source>（未填姓名）</source>
        <translation>(no name yet)</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>证件号码</source>
        <translation>Document number</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>继续办理</source>
        <translation>Go on with it</translation>
    </message>
    <message>
        <source>退回</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>撤销上报</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>挂起</source>
        <translation>Parked</translation>
    </message>
    <message>
        <source>业务</source>
        <translation>Business</translation>
    </message>
    <message>
        <source>原因：{reason}</source>
        <translation>Reason: {reason}</translation>
    </message>
    <message>
        <source>现在没有人等着。办到一半按 F7 挂起的人、被退回要改的人，都会列在这里。</source>
        <translation>Nobody waits. Whoever is parked half-way with F7, or was returned, will be listed here.</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>WaysView</name>
    <message>
        <source>{example} 或 {other}</source>
        <translation>{example} or {other}</translation>
    </message>
    <message>
        <source>部件</source>
        <translation>Parts</translation>
    </message>
    <message>
        <source>拼音</source>
        <translation>Pinyin</translation>
    </message>
    <message>
        <source>总笔画</source>
        <translation>Strokes in all</translation>
    </message>
    <message>
        <source>部首和其余笔画</source>
        <translation>Radical and further strokes</translation>
    </message>
    <message>
        <source>编码</source>
        <translation>Code</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>建立新站点</source>
        <translation>Set up a new station</translation>
    </message>
    <message>
        <source>这台电脑第一次使用：填站点、城市和审核员，几分钟就好。</source>
        <translation>The first time on this computer: station, city and supervisor, a few minutes.</translation>
    </message>
    <message>
        <source>按批期设置包建立</source>
        <translation>Set up by a campaign&apos;s package</translation>
    </message>
    <message>
        <source>上级给了设置包：城市、单位、人员和名单一次装好。</source>
        <translation>Head office gave you one: city, units, people and lists come in at once.</translation>
    </message>
    <message>
        <source>先练习</source>
        <translation>Practise first</translation>
    </message>
    <message>
        <source>另开一个练习站点，人和设备都是虚构的，怎么试都没有关系。</source>
        <translation>Opens a training station beside: people and devices are made up, nothing can go wrong.</translation>
    </message>
    <message>
        <source>从备份恢复</source>
        <translation>Restore a backup</translation>
    </message>
    <message>
        <source>换了电脑，或者数据丢失、损坏。</source>
        <translation>A new computer, or data that was lost or damaged.</translation>
    </message>
    <message>
        <source>社保卡信息采集</source>
        <translation>Social security card enrolment</translation>
    </message>
    <message>
        <source>在柜台上读身份证、拍照、填表、打印登记表，审核后导出上传包。不用联网，数据只保存在本机，全部加密。</source>
        <translation>Reads ID cards at the counter, takes photos, fills and prints the form, and exports what was approved. It needs no network; all data stays on this computer, encrypted.</translation>
    </message>
    <message>
        <source>语言 Language（按 L 切换）</source>
        <translation>Language (L switches)</translation>
    </message>
</context>
<context>
    <name>WorkDialog</name>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>{what}…</source>
        <translation>{what}…</translation>
    </message>
    <message>
        <source>{what}：{done} / {total}</source>
        <translation>{what}: {done} of {total}</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>已停止。</source>
        <translation>Stopped.</translation>
    </message>
    <message>
        <source>正在停止…</source>
        <translation>Stopping…</translation>
    </message>
</context>
<context>
    <name>WrittenSheet</name>
    <message>
        <source>复制 SHA-256</source>
        <translation>Copy SHA-256</translation>
    </message>
    <message numerus="yes">
        <source>共 %n 个文件，{size}</source>
        <translation>
            <numerusform>%n file, {size}</numerusform>
            <numerusform>%n files, {size}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>另有 %n 个</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message>
        <source>收件人可以用 7-Zip、WinRAR、360 压缩或 Bandizip 打开；Windows 自带的压缩文件夹打不开加密包。</source>
        <translation>The receiver can open it with 7-Zip, WinRAR, 360 Zip or Bandizip; the compressed folders of Windows itself can&apos;t open encrypted packages.</translation>
    </message>
</context>
</TS>
