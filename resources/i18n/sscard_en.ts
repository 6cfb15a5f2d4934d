<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
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
        <source>错误报告没能保存，可能是磁盘已满。</source>
        <translation>The error report could not be saved; the disk may be full.</translation>
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
</context>
<context>
    <name>Banner</name>
    <message>
        <source>关闭提示</source>
        <translation>Close the message</translation>
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
    <name>ExpiryEditor</name>
    <message>
        <source>长期</source>
        <translation>Long-term</translation>
    </message>
</context>
<context>
    <name>FieldEditor</name>
    <message>
        <source>必填</source>
        <translation>required</translation>
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
    <name>FormPrinter</name>
    <message>
        <source>保存为 PDF</source>
        <translation>Save as PDF</translation>
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
        <source>闭嘴</source>
        <translation>Mouth closed</translation>
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
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>社保卡信息采集</source>
        <translation>Social security card enrolment</translation>
    </message>
</context>
<context>
    <name>PassedChecks</name>
    <message>
        <source>{count} 项合格</source>
        <translation>Passed: {count}</translation>
    </message>
    <message>
        <source>{name}：{told}</source>
        <translation>{name}: {told}</translation>
    </message>
</context>
<context>
    <name>PhotoDialog</name>
    <message>
        <source>正在制作照片…</source>
        <translation>Making the photo…</translation>
    </message>
    <message>
        <source>图片</source>
        <translation>Pictures</translation>
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
        <source>没有摄像头</source>
        <translation>No camera</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>从文件</source>
        <translation>From a file</translation>
    </message>
    <message>
        <source>自动拍照：开</source>
        <translation>Automatic: on</translation>
    </message>
    <message>
        <source>自动拍照：关</source>
        <translation>Automatic: off</translation>
    </message>
    <message>
        <source>三秒倒计时</source>
        <translation>In three seconds</translation>
    </message>
    <message>
        <source>没有摄像头画面，可以从文件选择照片</source>
        <translation>There is no camera picture; choose a file instead</translation>
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
        <source>有 {count} 项不合格：请重拍，或写明理由</source>
        <translation>Checks that failed: {count}. Take it again, or give a reason</translation>
    </message>
    <message>
        <source>已看过，采用照片</source>
        <translation>I looked; use this photo</translation>
    </message>
    <message>
        <source>采用照片</source>
        <translation>Use this photo</translation>
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
</context>
<context>
    <name>ResultView</name>
    <message>
        <source>原图</source>
        <translation>Original</translation>
    </message>
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
        <translation>Such as Chengdu · Wuhou branch · desk 3</translation>
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
        <source>密码（至少 {count} 个字符）</source>
        <translation>Password (at least {count} characters)</translation>
    </message>
    <message>
        <source>再输入一次密码</source>
        <translation>Password again</translation>
    </message>
    <message>
        <source>建立站点</source>
        <translation>Set up the station</translation>
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
        <source>已保存，开始使用</source>
        <translation>Kept, begin</translation>
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
        <source>密码太短，至少 {count} 个字符。</source>
        <translation>The password is too short; it needs at least {count} characters.</translation>
    </message>
    <message>
        <source>两次输入的密码不一样，请再输入一次。</source>
        <translation>The two passwords differ; please type it again.</translation>
    </message>
    <message>
        <source>正在建立…</source>
        <translation>Setting up…</translation>
    </message>
    <message>
        <source>与恢复码最后几个字符不一致，请核对抄写的内容。</source>
        <translation>These aren&apos;t the code&apos;s last characters; please check what you wrote down.</translation>
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
        <source>已看过，确认</source>
        <translation>Looked at, confirm</translation>
    </message>
</context>
</TS>
