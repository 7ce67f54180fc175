; The installer for Windows. `python3 dev.py package` builds it on Windows; makensis on Linux checks it.
;
;   agentview-VERSION-setup.exe /S [/AllUsers | /CurrentUser] [/SERVERURL=URL] [/AUTOSTART=1] [/D=FOLDER]
;
; Exit codes: 0 done, 1 cancelled, 2 a switch makes no sense, 3 a newer version is installed,
; 4 the program or one of its files is in use.

Unicode true
ManifestDPIAware true
!ifdef STAND_IN
  SetCompress off
!else
  SetCompressor /SOLID lzma
!endif
CRCCheck on

!ifndef VERSION | PAYLOAD | ICON | LICENCE | OUTPUT
  !error "name VERSION, PAYLOAD, ICON, LICENCE and OUTPUT with -D"
!endif

!define NAME "AgentView"
!define EXE "agentview.exe"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define POLICY_KEY "Software\Policies\${NAME}"
!define RUN_KEY "Software\Microsoft\Windows\CurrentVersion\Run"
!define CAPABILITIES "Software\${NAME}\Capabilities"

!define E_SWITCH 2
!define E_NEWER 3
!define E_IN_USE 4

!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_MUI
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_USE_PROGRAMFILES64
!define MULTIUSER_INSTALLMODE_INSTDIR "${NAME}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "${UNINSTALL_KEY}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME "InstallLocation"
!include MultiUser.nsh
!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WordFunc.nsh
!include x64.nsh

Name "${NAME} ${VERSION}"
OutFile "${OUTPUT}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "${NAME} set-up"
VIAddVersionKey "LegalCopyright" "Apache License 2.0"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\${EXE}"
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"

LangString NEWER ${LANG_ENGLISH} "A newer version ($0) is installed; nothing was changed. Remove it first to go back: what you did in it may not be readable by version ${VERSION}."
LangString IN_USE ${LANG_ENGLISH} "AgentView is running; nothing was changed. Close it and start the set-up again."
LangString BAD_SWITCH ${LANG_ENGLISH} "SERVERURL must begin with http:// or https://, and AUTOSTART must be 0 or 1; nothing was changed."
!include "german.nsh"

Var ServerUrl
Var Autostart

!macro END_WITH CODE TEXT
  ${IfNot} ${Silent}
    MessageBox MB_OK|MB_ICONSTOP "${TEXT}"
  ${EndIf}
  SetErrorLevel ${CODE}
  Quit
!macroend

!macro REFUSE_WHILE_IN_USE
  ; Windows lets nobody write to a program that runs.
  ${If} ${FileExists} "$INSTDIR\${EXE}"
    ClearErrors
    FileOpen $1 "$INSTDIR\${EXE}" a
    ${If} ${Errors}
      !insertmacro END_WITH ${E_IN_USE} "$(IN_USE)"
    ${EndIf}
    FileClose $1
  ${EndIf}
!macroend

; Only folders and files that the installer itself made: nobody's data lies there.
!macro REMOVE_PROGRAM
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\parts"
  Delete "$INSTDIR\${EXE}"
  Delete "$INSTDIR\agentview-console.exe"
  Delete "$INSTDIR\LICENSE.txt"
!macroend

Function .onInit
  ${IfNot} ${RunningX64}
    !insertmacro END_WITH ${E_SWITCH} "64-bit Windows is needed."
  ${EndIf}
  SetRegView 64
  !insertmacro MULTIUSER_INIT
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/SERVERURL=" $ServerUrl
  ClearErrors
  ${GetOptions} $0 "/AUTOSTART=" $Autostart
  ClearErrors
  Call checkSwitches
FunctionEnd

Function checkSwitches
  StrCpy $1 $ServerUrl 7
  StrCpy $2 $ServerUrl 8
  ${If} $ServerUrl != ""
  ${AndIf} $1 != "http://"
  ${AndIf} $2 != "https://"
    !insertmacro END_WITH ${E_SWITCH} "$(BAD_SWITCH)"
  ${EndIf}
  ; A quotation mark would end the line in the file of settings that it goes into.
  ${WordFind} "$ServerUrl" '"' "E+1{" $3
  ${IfNot} ${Errors}
    !insertmacro END_WITH ${E_SWITCH} "$(BAD_SWITCH)"
  ${EndIf}
  ClearErrors
  ${If} $Autostart != ""
  ${AndIf} $Autostart != "0"
  ${AndIf} $Autostart != "1"
    !insertmacro END_WITH ${E_SWITCH} "$(BAD_SWITCH)"
  ${EndIf}
FunctionEnd

Section "-Program"
  ReadRegStr $0 SHCTX "${UNINSTALL_KEY}" "DisplayVersion"
  ${If} $0 != ""
    ${VersionCompare} $0 "${VERSION}" $1
    ${If} $1 == 1
      !insertmacro END_WITH ${E_NEWER} "$(NEWER)"
    ${EndIf}
  ${EndIf}
  !insertmacro REFUSE_WHILE_IN_USE
  !insertmacro REMOVE_PROGRAM

  SetOutPath "$INSTDIR"
  File /r "${PAYLOAD}/*"
  File "/oname=LICENSE.txt" "${LICENCE}"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${EXE}"

  Call registerProgram
  Call registerLinks
  Call keepServerUrl
  Call setAutostart
SectionEnd

Function registerProgram
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${EXE}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode'
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S /$MultiUser.InstallMode'
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "EstimatedSize" $0
FunctionEnd

; agentview: is ours. For tel: AgentView is offered, and the person chooses: another program may have it.
Function registerLinks
  WriteRegStr SHCTX "Software\Classes\agentview" "" "URL:${NAME}"
  WriteRegStr SHCTX "Software\Classes\agentview" "URL Protocol" ""
  WriteRegStr SHCTX "Software\Classes\agentview\DefaultIcon" "" "$INSTDIR\${EXE},0"
  WriteRegStr SHCTX "Software\Classes\agentview\shell\open\command" "" '"$INSTDIR\${EXE}" "%1"'
  WriteRegStr SHCTX "Software\Classes\${NAME}.tel" "" "URL:${NAME}"
  WriteRegStr SHCTX "Software\Classes\${NAME}.tel" "URL Protocol" ""
  WriteRegStr SHCTX "Software\Classes\${NAME}.tel\shell\open\command" "" '"$INSTDIR\${EXE}" "%1"'
  WriteRegStr SHCTX "${CAPABILITIES}" "ApplicationName" "${NAME}"
  WriteRegStr SHCTX "${CAPABILITIES}" "ApplicationDescription" "The desktop of a telecom operator's people"
  WriteRegStr SHCTX "${CAPABILITIES}\URLAssociations" "agentview" "agentview"
  WriteRegStr SHCTX "${CAPABILITIES}\URLAssociations" "tel" "${NAME}.tel"
  WriteRegStr SHCTX "Software\RegisteredApplications" "${NAME}" "${CAPABILITIES}"
FunctionEnd

; For the machine it is the administrator's policy; for one person a setting, where there is none yet.
Function keepServerUrl
  ${If} $ServerUrl == ""
    Return
  ${EndIf}
  ${If} $MultiUser.InstallMode == "AllUsers"
    WriteRegStr HKLM "${POLICY_KEY}" "server_url" "$ServerUrl"
  ${ElseIfNot} ${FileExists} "$LOCALAPPDATA\agentview\settings.toml"
    CreateDirectory "$LOCALAPPDATA\agentview"
    FileOpen $0 "$LOCALAPPDATA\agentview\settings.toml" w
    FileWrite $0 'server_url = "$ServerUrl"$\r$\n'
    FileClose $0
  ${EndIf}
FunctionEnd

; Without the switch an upgrade leaves it as it is.
Function setAutostart
  ${If} $Autostart == "1"
    WriteRegStr SHCTX "${RUN_KEY}" "${NAME}" '"$INSTDIR\${EXE}"'
  ${ElseIf} $Autostart == "0"
    DeleteRegValue SHCTX "${RUN_KEY}" "${NAME}"
  ${EndIf}
FunctionEnd

Function un.onInit
  SetRegView 64
  !insertmacro MULTIUSER_UNINIT
FunctionEnd

; What people did stays: their databases, drafts, settings and logs are not in this folder.
Section "Uninstall"
  !insertmacro REFUSE_WHILE_IN_USE
  !insertmacro REMOVE_PROGRAM
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  DeleteRegKey SHCTX "Software\Classes\agentview"
  DeleteRegKey SHCTX "Software\Classes\${NAME}.tel"
  DeleteRegKey SHCTX "Software\${NAME}"
  DeleteRegValue SHCTX "Software\RegisteredApplications" "${NAME}"
  DeleteRegValue SHCTX "${RUN_KEY}" "${NAME}"
  DeleteRegKey SHCTX "${UNINSTALL_KEY}"
SectionEnd
