# SPDX-License-Identifier: Apache-2.0
# Makes dist\sscard-desktop-VERSION-windows-x86_64-setup.exe of what build.ps1 froze. Needs Inno Setup 6.3 or later:
#   powershell -ExecutionPolicy Bypass -File packaging\windows\installer.ps1
. (Join-Path (Split-Path -Parent $PSScriptRoot) 'setup.ps1')
$program = Join-Path $Root 'dist\sscard-desktop\sscard-desktop.exe'
if (-not (Test-Path $program)) { throw 'freeze the program first: packaging\build.ps1' }
$version = ((& $program --version) -split ' ')[-1]
if ($LASTEXITCODE -ne 0) { throw 'the frozen program does not start' }
$places = @(${env:ProgramFiles(x86)}, $env:ProgramFiles, $env:LOCALAPPDATA) | Where-Object { $_ }
$compiler = $places | ForEach-Object { Join-Path $_ 'Inno Setup 6\ISCC.exe' } | Where-Object { Test-Path $_ } | Select-Object -First 1
if (-not $compiler) { throw 'Inno Setup 6 is needed: install it for yourself or for everybody, from jrsoftware.org' }
Invoke-Checked (Join-Path $Scripts 'python.exe') @('packaging\make_icon.py', 'build\icons\sscard-desktop.ico')
Say "making the installer of $version"
Invoke-Checked $compiler @('/Qp', "/DVersion=$version", (Join-Path $PSScriptRoot 'sscard-desktop.iss'))
$sums = Get-ChildItem (Join-Path $Root 'dist') -File | Where-Object { $_.Name -ne 'SHA256SUMS' } | Sort-Object Name |
    ForEach-Object { '{0}  {1}' -f (Get-FileHash $_.FullName -Algorithm SHA256).Hash.ToLower(), $_.Name }
[IO.File]::WriteAllText((Join-Path $Root 'dist\SHA256SUMS'), (($sums -join "`n") + "`n"))
Say 'made dist\SHA256SUMS'
