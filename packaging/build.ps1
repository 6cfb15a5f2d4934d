# SPDX-License-Identifier: Apache-2.0
# Builds dist\sscard-desktop (a folder that runs without Python) and dist\sscard-desktop-VERSION-windows-x86_64.zip:
#   powershell -ExecutionPolicy Bypass -File packaging\build.ps1
. (Join-Path $PSScriptRoot 'setup.ps1')
Initialize-Environment 'requirements-dev.txt'
Say 'freezing'
Invoke-Checked (Join-Path $Scripts 'python.exe') @('packaging\make_icon.py', 'build\icons\sscard-desktop.ico')
Invoke-Checked (Join-Path $Scripts 'python.exe') @(
    '-m', 'PyInstaller', '--noconfirm', '--clean', '--log-level', 'WARN',
    '--workpath', 'build', '--distpath', 'dist', 'packaging\sscard_desktop.spec')
$epoch = if ($env:SOURCE_DATE_EPOCH) { $env:SOURCE_DATE_EPOCH } else { git log -1 '--format=%ct' }
Invoke-Checked (Join-Path $Scripts 'python.exe') @('packaging\finish.py', 'dist\sscard-desktop', '--epoch', $epoch)
Invoke-Checked (Join-Path $Scripts 'python.exe') @('packaging\make_parts.py', 'dist\sscard-desktop', '--epoch', $epoch)
Say 'trying it'
& 'dist\sscard-desktop\sscard-desktop.exe' --selftest
if ($LASTEXITCODE -ne 0) { throw 'the frozen program does not pass its self-test' }
$version = & 'dist\sscard-desktop\sscard-desktop.exe' --version
if ($LASTEXITCODE -ne 0) { throw 'the frozen program does not start' }
Say "$version runs"
$archive = "dist\$($version -replace ' ', '-')-windows-x86_64.zip"
Compress-Archive -Force -Path 'dist\sscard-desktop' -DestinationPath $archive
Say "made $archive"
# The same folder with the mark that keeps its data beside it, to be run from a stick.
$portable = Join-Path $Root 'build\portable'
if (Test-Path $portable) { Remove-Item -Recurse -Force $portable }
New-Item -ItemType Directory $portable | Out-Null
Copy-Item -Recurse 'dist\sscard-desktop' $portable
Copy-Item 'packaging\portable\portable', 'packaging\portable\README.txt' $portable
$archive = $archive -replace 'windows', 'portable-windows'
Compress-Archive -Force -Path "$portable\*" -DestinationPath $archive
Say "made $archive"
