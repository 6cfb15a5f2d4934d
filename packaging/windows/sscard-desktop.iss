; SPDX-License-Identifier: Apache-2.0
; Inno Setup 6.3 or later: the installer for Windows 10 and 11, for one person, without an administrator.
; Made by installer.ps1, which hands over the version:  ISCC.exe /DVersion=1.2.3 sscard-desktop.iss
; Silent:  setup.exe /VERYSILENT /SUPPRESSMSGBOXES /NORESTART [/DIR="D:\sscard"] [/TASKS="desktopicon"] [/LOG="file"]
;          unins000.exe /VERYSILENT
; The station isn't the installer's: neither installing nor uninstalling touches {localappdata}\sscard_desktop.

#ifndef Version
  #error "Version is missing: build with packaging\windows\installer.ps1"
#endif
#define Root AddBackslash(SourcePath) + "..\.."
#define Chinese "compiler:Languages\ChineseSimplified.isl"

[Setup]
AppId={{7B0B4B0E-9C1F-4F0B-8F6A-1D3B5A2E6C47}
AppName=社会保障卡信息采集
AppVersion={#Version}
AppVerName=社会保障卡信息采集 {#Version}
AppPublisher=sscard_desktop
VersionInfoVersion={#Version}
DefaultDirName={localappdata}\Programs\sscard-desktop
DisableDirPage=auto
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0
ChangesAssociations=yes
CloseApplications=yes
RestartApplications=no
LicenseFile={#Root}\LICENSE
SetupIconFile={#Root}\build\icons\sscard-desktop.ico
UninstallDisplayIcon={app}\sscard-desktop-window.exe
OutputDir={#Root}\dist
OutputBaseFilename=sscard-desktop-{#Version}-windows-x86_64-setup
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern

[Languages]
; The Chinese file isn't part of every Inno Setup; put it into its Languages folder.
#if FileExists(StringChange(Chinese, "compiler:", AddBackslash(CompilerPath)))
Name: "zh"; MessagesFile: "{#Chinese}"
#endif
Name: "en"; MessagesFile: "compiler:Default.isl"

[CustomMessages]
kept=程序已卸载。站点文件（采集的数据）没有删除，重新安装后可继续使用，位置：%n%n%1%n%nThe program is gone. The station (people's data) was kept and opens again after a new installation. It lies in the folder above.
desktop=桌面快捷方式 / Desktop icon
open=打开程序 / Open the program

[Tasks]
Name: "desktopicon"; Description: "{cm:desktop}"; Flags: unchecked

[InstallDelete]
; Files of the version before: a library that is gone from the new one must not be found by it.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Root}\dist\sscard-desktop\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\社会保障卡信息采集"; Filename: "{app}\sscard-desktop-window.exe"
Name: "{autodesktop}\社会保障卡信息采集"; Filename: "{app}\sscard-desktop-window.exe"; Tasks: desktopicon

[Registry]
Root: HKCU; Subkey: "Software\Classes\.sscard"; ValueType: string; ValueData: "sscard.package"; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\sscard.package"; ValueType: string; ValueData: "社保卡采集数据包"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\sscard.package\shell\open\command"; ValueType: string; ValueData: """{app}\sscard-desktop-window.exe"" ""%1"""
Root: HKCU; Subkey: "Software\Classes\.sscard-update"; ValueType: string; ValueData: "sscard.update"; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\sscard.update"; ValueType: string; ValueData: "社保卡采集程序更新包"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\sscard.update\shell\open\command"; ValueType: string; ValueData: """{app}\sscard-desktop-window.exe"" ""%1"""
Root: HKCU; Subkey: "Software\Classes\.sscbackup"; ValueType: string; ValueData: "sscard.backup"; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\sscard.backup"; ValueType: string; ValueData: "社保卡采集站点备份"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\sscard.backup\shell\open\command"; ValueType: string; ValueData: """{app}\sscard-desktop-window.exe"" ""%1"""

[Run]
Filename: "{app}\sscard-desktop-window.exe"; Description: "{cm:open}"; Flags: nowait postinstall skipifsilent

[Code]
procedure CurUninstallStepChanged(CurUninstallStep: TUninstallStep);
var
  Data: String;
begin
  if CurUninstallStep = usPostUninstall then
  begin
    Data := ExpandConstant('{localappdata}\sscard_desktop');
    Log('Kept, if there is one: ' + Data);
    if DirExists(Data) and not UninstallSilent then
      MsgBox(FmtMessage(CustomMessage('kept'), [Data]), mbInformation, MB_OK);
  end;
end;
