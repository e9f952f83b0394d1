<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>A composing assistant for the desktop: play a melody, press Continue, keep the answer you like. It runs on this computer alone. No account, no network, nothing is sent.</source>
        <translation>桌面上的作曲助手：弹一段旋律，按续写，采纳喜欢的回答。它只在这台电脑上运行。不要账号，不用网络，什么都不发送。</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>About Arietta</source>
        <translation>关于 Arietta</translation>
    </message>
    <message>
        <source>Arietta %1</source>
        <translation>Arietta %1</translation>
    </message>
    <message>
        <source>Arietta&apos;s own code, models and examples are under the Apache License 2.0. Qt and Qt for Python are under the LGPL 3: their libraries are files of their own in the program&apos;s folder, and you may put another build of the same version in their place; The Qt Company offers their sources. The built-in synth plays the soundfont TimGM6mb by Tim Brechbill (GPL 2), as data beside the program; sound that you make with it is yours. All texts are on the page “Licences”.</source>
        <translation>Arietta 自己的代码、模型和示例采用 Apache License 2.0。Qt 与 Qt for Python 采用 LGPL 3：它们的库是程序文件夹里独立的文件，你可以换上同一版本的另一种构建；源代码由 The Qt Company 提供。内置合成器使用 Tim Brechbill 的音色库 TimGM6mb (GPL 2)，它是程序旁边的数据；用它做出的声音归你。全部文本在“许可”页。</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>None of this music lies in the program or in the models&apos; files.</source>
        <translation>这些音乐既不在程序里，也不在模型文件里。</translation>
    </message>
    <message>
        <source>One risk remains, as with any music: a take may by chance come close to a tune that somebody owns. Arietta compares each take of a melody with the music its models learnt from, and the card says how many notes in a row they share. It cannot compare with all music there is; before you publish something large, listen for it yourself.</source>
        <translation>剩下一个风险，和任何音乐一样：候选可能碰巧接近某人拥有的曲子。Arietta 把每个旋律候选与模型学过的音乐比对，卡片上写着连续相同的音有多少。它无法与世上所有音乐比对；发表重要作品之前，请自己听一遍。</translation>
    </message>
    <message>
        <source>Songs, takes, files and sound that you make with Arietta belong to you. You may change, publish and sell them; nothing is owed to anybody, and Arietta need not be named.</source>
        <translation>你用 Arietta 做的乐曲、候选、文件和声音都归你。可以修改、发表、出售；不欠谁什么，也不必注明 Arietta。</translation>
    </message>
    <message>
        <source>What it stands on</source>
        <translation>它依靠什么</translation>
    </message>
    <message>
        <source>What the models learnt from</source>
        <translation>模型学了什么</translation>
    </message>
    <message>
        <source>What you make is yours</source>
        <translation>你做的归你</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>About Arietta…</source>
        <translation>关于 Arietta…</translation>
    </message>
    <message>
        <source>Add a note</source>
        <translation>添加音符</translation>
    </message>
    <message>
        <source>Add a track</source>
        <translation>添加轨道</translation>
    </message>
    <message>
        <source>All actions…</source>
        <translation>所有操作…</translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation>分析</translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation>助手</translation>
    </message>
    <message>
        <source>Chords above the notes</source>
        <translation>音符上方显示和弦</translation>
    </message>
    <message>
        <source>Chosen take in the roll</source>
        <translation>在卷帘中显示选中的候选</translation>
    </message>
    <message>
        <source>Clip</source>
        <translation>片段</translation>
    </message>
    <message>
        <source>Clips</source>
        <translation>片段</translation>
    </message>
    <message>
        <source>Coarser grid</source>
        <translation>更粗的网格</translation>
    </message>
    <message>
        <source>Compare others with this take (A)</source>
        <translation>以此候选为 A 比较其他候选</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>续写</translation>
    </message>
    <message>
        <source>Continue from here</source>
        <translation>从这里续写</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy a diagnostic report</source>
        <translation>复制诊断报告</translation>
    </message>
    <message>
        <source>Copy as a MIDI file</source>
        <translation>复制为 MIDI 文件</translation>
    </message>
    <message>
        <source>Copy the song as a MIDI file</source>
        <translation>将乐曲复制为 MIDI 文件</translation>
    </message>
    <message>
        <source>Copy the track as a MIDI file</source>
        <translation>将轨道复制为 MIDI 文件</translation>
    </message>
    <message>
        <source>Count-in of one bar</source>
        <translation>一小节预备拍</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>剪切</translation>
    </message>
    <message>
        <source>Dark or light</source>
        <translation>深色或浅色</translation>
    </message>
    <message>
        <source>Delete notes</source>
        <translation>删除音符</translation>
    </message>
    <message>
        <source>Delete the clip</source>
        <translation>删除片段</translation>
    </message>
    <message>
        <source>Delete the take</source>
        <translation>删除此候选</translation>
    </message>
    <message>
        <source>Delete these takes</source>
        <translation>删除这一批候选</translation>
    </message>
    <message>
        <source>Drumify</source>
        <translation>配鼓</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>再制</translation>
    </message>
    <message>
        <source>Duplicate the clip</source>
        <translation>复制片段到其后</translation>
    </message>
    <message>
        <source>Duplicate the track</source>
        <translation>复制轨道</translation>
    </message>
    <message>
        <source>Earlier takes</source>
        <translation>更早的候选</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Export MIDI…</source>
        <translation>导出 MIDI…</translation>
    </message>
    <message>
        <source>Export audio (WAV)…</source>
        <translation>导出音频 (WAV)…</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Finer grid</source>
        <translation>更细的网格</translation>
    </message>
    <message>
        <source>First steps…</source>
        <translation>入门…</translation>
    </message>
    <message>
        <source>Follow the playhead</source>
        <translation>跟随播放头</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Grid of triplets, or not</source>
        <translation>三连音网格开关</translation>
    </message>
    <message>
        <source>Groove</source>
        <translation>律动</translation>
    </message>
    <message>
        <source>Hear A or the other take</source>
        <translation>听 A 或另一个候选</translation>
    </message>
    <message>
        <source>Hear take %1</source>
        <translation>听候选 %1</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Highest note of the range down</source>
        <translation>音域最高音下移</translation>
    </message>
    <message>
        <source>Highest note of the range up</source>
        <translation>音域最高音上移</translation>
    </message>
    <message>
        <source>Import MIDI as tracks…</source>
        <translation>将 MIDI 导入为轨道…</translation>
    </message>
    <message>
        <source>Infill</source>
        <translation>填补</translation>
    </message>
    <message>
        <source>Interpolate</source>
        <translation>过渡</translation>
    </message>
    <message>
        <source>Join the clip with the next</source>
        <translation>与下一个片段合并</translation>
    </message>
    <message>
        <source>Keys and mouse</source>
        <translation>按键与鼠标</translation>
    </message>
    <message>
        <source>Knife</source>
        <translation>刀</translation>
    </message>
    <message>
        <source>Language of the system</source>
        <translation>使用系统语言</translation>
    </message>
    <message>
        <source>Language: %1</source>
        <translation>语言：%1</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Latency of my keyboard…</source>
        <translation>我的键盘的延迟…</translation>
    </message>
    <message>
        <source>Later takes</source>
        <translation>更晚的候选</translation>
    </message>
    <message>
        <source>Legato</source>
        <translation>连奏</translation>
    </message>
    <message>
        <source>Letters play notes</source>
        <translation>字母键弹奏音符</translation>
    </message>
    <message>
        <source>Locks</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>Loop over the selected notes, or the clip</source>
        <translation>循环选中的音符或整个片段</translation>
    </message>
    <message>
        <source>Loop the take that sounds</source>
        <translation>循环正在播放的候选</translation>
    </message>
    <message>
        <source>Lowest note of the range down</source>
        <translation>音域最低音下移</translation>
    </message>
    <message>
        <source>Lowest note of the range up</source>
        <translation>音域最低音上移</translation>
    </message>
    <message>
        <source>Make these takes again</source>
        <translation>重新制作这些候选</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>手册</translation>
    </message>
    <message>
        <source>Meter from this bar on…</source>
        <translation>从这一小节起的拍号…</translation>
    </message>
    <message>
        <source>Metronome</source>
        <translation>节拍器</translation>
    </message>
    <message>
        <source>Move the clip a bar earlier</source>
        <translation>片段前移一小节</translation>
    </message>
    <message>
        <source>Move the clip a bar later</source>
        <translation>片段后移一小节</translation>
    </message>
    <message>
        <source>Move the track down</source>
        <translation>轨道下移</translation>
    </message>
    <message>
        <source>Move the track up</source>
        <translation>轨道上移</translation>
    </message>
    <message>
        <source>Mute the track</source>
        <translation>轨道静音</translation>
    </message>
    <message>
        <source>Name the clip…</source>
        <translation>为片段命名…</translation>
    </message>
    <message>
        <source>Name the song…</source>
        <translation>命名乐曲…</translation>
    </message>
    <message>
        <source>New clip at the playhead</source>
        <translation>在播放头处新建片段</translation>
    </message>
    <message>
        <source>New song</source>
        <translation>新建乐曲</translation>
    </message>
    <message>
        <source>Next clip</source>
        <translation>下一个片段</translation>
    </message>
    <message>
        <source>Next lane below the notes</source>
        <translation>音符下方的下一栏</translation>
    </message>
    <message>
        <source>Next note</source>
        <translation>下一个音符</translation>
    </message>
    <message>
        <source>Next track</source>
        <translation>下一条轨道</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>音符</translation>
    </message>
    <message>
        <source>Notes backwards</source>
        <translation>音符倒放</translation>
    </message>
    <message>
        <source>Notes earlier</source>
        <translation>音符提前</translation>
    </message>
    <message>
        <source>Notes half as fast</source>
        <translation>音符慢一倍</translation>
    </message>
    <message>
        <source>Notes later</source>
        <translation>音符延后</translation>
    </message>
    <message>
        <source>Notes longer</source>
        <translation>音符变长</translation>
    </message>
    <message>
        <source>Notes louder</source>
        <translation>音符加强</translation>
    </message>
    <message>
        <source>Notes of the other tracks</source>
        <translation>其他轨道的音符</translation>
    </message>
    <message>
        <source>Notes shorter</source>
        <translation>音符变短</translation>
    </message>
    <message>
        <source>Notes softer</source>
        <translation>音符减弱</translation>
    </message>
    <message>
        <source>Notes that run ahead</source>
        <translation>先行音符</translation>
    </message>
    <message>
        <source>Notes twice as fast</source>
        <translation>音符快一倍</translation>
    </message>
    <message>
        <source>Notes upside down</source>
        <translation>音符倒影</translation>
    </message>
    <message>
        <source>Octave down</source>
        <translation>下移八度</translation>
    </message>
    <message>
        <source>Octave up</source>
        <translation>上移八度</translation>
    </message>
    <message>
        <source>One bar back</source>
        <translation>后退一小节</translation>
    </message>
    <message>
        <source>One bar on</source>
        <translation>前进一小节</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Pencil</source>
        <translation>铅笔</translation>
    </message>
    <message>
        <source>Piano roll</source>
        <translation>钢琴卷帘</translation>
    </message>
    <message>
        <source>Pick the take, or let go of it</source>
        <translation>挑选此候选，或放开</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Play or stop</source>
        <translation>播放或停止</translation>
    </message>
    <message>
        <source>Previous clip</source>
        <translation>上一个片段</translation>
    </message>
    <message>
        <source>Previous note</source>
        <translation>上一个音符</translation>
    </message>
    <message>
        <source>Previous track</source>
        <translation>上一条轨道</translation>
    </message>
    <message>
        <source>Quantise</source>
        <translation>量化</translation>
    </message>
    <message>
        <source>Quantise strength…</source>
        <translation>量化强度…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>录音</translation>
    </message>
    <message>
        <source>Record on top of what is there</source>
        <translation>叠加录音</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Remove the last change of tempo or meter</source>
        <translation>删除最近一次速度或拍号变化</translation>
    </message>
    <message>
        <source>Remove the track</source>
        <translation>移除轨道</translation>
    </message>
    <message>
        <source>Rename the track</source>
        <translation>重命名轨道</translation>
    </message>
    <message>
        <source>Return to the start, or keep the take that sounds</source>
        <translation>回到开头，或采纳正在播放的候选</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Save the clip as MIDI…</source>
        <translation>将片段存为 MIDI…</translation>
    </message>
    <message>
        <source>Save the plots as PNG or SVG…</source>
        <translation>将图表存为 PNG 或 SVG…</translation>
    </message>
    <message>
        <source>Save the selected notes as MIDI…</source>
        <translation>将所选音符存为 MIDI…</translation>
    </message>
    <message>
        <source>Save the take as MIDI…</source>
        <translation>将候选存为 MIDI…</translation>
    </message>
    <message>
        <source>Save the track as MIDI…</source>
        <translation>将轨道存为 MIDI…</translation>
    </message>
    <message>
        <source>Select all notes</source>
        <translation>选择所有音符</translation>
    </message>
    <message>
        <source>Select all notes of the same pitch</source>
        <translation>选择同音高的所有音符</translation>
    </message>
    <message>
        <source>Select the most surprising notes</source>
        <translation>选择最意外的音符</translation>
    </message>
    <message>
        <source>Select tool</source>
        <translation>选择工具</translation>
    </message>
    <message>
        <source>Semitone down</source>
        <translation>下移半音</translation>
    </message>
    <message>
        <source>Semitone up</source>
        <translation>上移半音</translation>
    </message>
    <message>
        <source>Several takes as one file, a track each</source>
        <translation>多个候选存为一个文件，各占一轨</translation>
    </message>
    <message>
        <source>Show rows higher</source>
        <translation>纵向放大</translation>
    </message>
    <message>
        <source>Show rows lower</source>
        <translation>纵向缩小</translation>
    </message>
    <message>
        <source>Show the selected notes large</source>
        <translation>放大选中的音符</translation>
    </message>
    <message>
        <source>Show the whole clip</source>
        <translation>显示整个片段</translation>
    </message>
    <message>
        <source>Show time narrower</source>
        <translation>横向缩小</translation>
    </message>
    <message>
        <source>Show time wider</source>
        <translation>横向放大</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Snap to the grid, or not</source>
        <translation>吸附开关</translation>
    </message>
    <message>
        <source>Solo the track</source>
        <translation>轨道独奏</translation>
    </message>
    <message>
        <source>Soundfont of the built-in synth…</source>
        <translation>内置合成器的音色库…</translation>
    </message>
    <message>
        <source>Split the clip at the playhead</source>
        <translation>在播放头处拆分片段</translation>
    </message>
    <message>
        <source>Staccato</source>
        <translation>断奏</translation>
    </message>
    <message>
        <source>Star the chosen take</source>
        <translation>为选中的候选加星标</translation>
    </message>
    <message>
        <source>Stop, silence everything and clear</source>
        <translation>停止、静音并清除</translation>
    </message>
    <message>
        <source>Surprise map</source>
        <translation>意外度图</translation>
    </message>
    <message>
        <source>Take a bar of the notes ahead</source>
        <translation>采纳一小节先行音符</translation>
    </message>
    <message>
        <source>Take back what I just played</source>
        <translation>找回刚才弹的</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>候选</translation>
    </message>
    <message>
        <source>Tempo from here on…</source>
        <translation>从这里起的速度…</translation>
    </message>
    <message>
        <source>The tool that is shown</source>
        <translation>当前显示的工具</translation>
    </message>
    <message>
        <source>Theme of the system</source>
        <translation>跟随系统主题</translation>
    </message>
    <message>
        <source>Track</source>
        <translation>轨道</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>轨道</translation>
    </message>
    <message>
        <source>Transpose…</source>
        <translation>移调…</translation>
    </message>
    <message>
        <source>Tree of takes</source>
        <translation>候选树</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>What is most likely meant</source>
        <translation>最可能的意图</translation>
    </message>
    <message>
        <source>Work on the take, kept or not</source>
        <translation>在候选上继续工作，无论是否采纳</translation>
    </message>
    <message>
        <source>Write chords</source>
        <translation>书写和弦</translation>
    </message>
    <message>
        <source>Write on the take</source>
        <translation>在候选上写备注</translation>
    </message>
    <message>
        <source>Write the most surprising notes anew</source>
        <translation>重写最意外的音符</translation>
    </message>
</context>
<context>
    <name>Analysing</name>
    <message>
        <source>%1 could not be written; choose another place</source>
        <translation>无法写入 %1；请换一个位置</translation>
    </message>
    <message>
        <source>Beside %1</source>
        <translation>与%1比较</translation>
    </message>
    <message>
        <source>Clip</source>
        <translation>片段</translation>
    </message>
    <message>
        <source>Open the analysis first (F12), then save what it shows.</source>
        <translation>请先打开分析 (F12)，再保存其中的内容。</translation>
    </message>
    <message>
        <source>Pictures (*.png);;Drawings (*.svg)</source>
        <translation>图片 (*.png);;矢量图 (*.svg)</translation>
    </message>
    <message>
        <source>Save the plots</source>
        <translation>保存图表</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>已保存 %1</translation>
    </message>
    <message>
        <source>Track</source>
        <translation>轨道</translation>
    </message>
    <message>
        <source>drummers</source>
        <translation>鼓手</translation>
    </message>
    <message>
        <source>folk</source>
        <translation>民谣</translation>
    </message>
    <message>
        <source>pop</source>
        <translation>流行</translation>
    </message>
</context>
<context>
    <name>AnalysisPanel</name>
    <message>
        <source>Analysis</source>
        <translation>分析</translation>
    </message>
    <message>
        <source>Density and surprise over time</source>
        <translation>密度与意外度随时间的变化</translation>
    </message>
    <message>
        <source>Feel</source>
        <translation>手感</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>曲式</translation>
    </message>
    <message>
        <source>Measures of theory beside real music</source>
        <translation>乐理指标与真实音乐的比较</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>音符</translation>
    </message>
    <message>
        <source>Pages of the analysis</source>
        <translation>分析的各页</translation>
    </message>
    <message>
        <source>Pages of the analysis; the arrow keys turn them</source>
        <translation>分析的各页；用方向键翻页</translation>
    </message>
    <message>
        <source>Save the page…</source>
        <translation>保存此页…</translation>
    </message>
    <message>
        <source>Save this plot…</source>
        <translation>保存此图…</translation>
    </message>
    <message>
        <source>Theory</source>
        <translation>乐理</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Timing and velocity of each note</source>
        <translation>每个音符的时值偏差与力度</translation>
    </message>
    <message>
        <source>What is looked at, beside which music; saving</source>
        <translation>看什么、与哪种音乐比较；保存</translation>
    </message>
    <message>
        <source>Which bars are like which</source>
        <translation>哪些小节相似</translation>
    </message>
    <message>
        <source>Which tones and intervals, or which drums</source>
        <translation>用了哪些音和音程，或哪些鼓</translation>
    </message>
</context>
<context>
    <name>Arriving</name>
    <message>
        <source>%1 files are too many to come in at once; take %2 at most</source>
        <translation>一次载入 %1 个文件太多了；最多 %2 个</translation>
    </message>
</context>
<context>
    <name>Asking</name>
    <message>
        <source>%1 takes in %2 ms</source>
        <translation>%1 个候选，用时 %2 毫秒</translation>
    </message>
    <message>
        <source>, following %4</source>
        <translation>，依照 %4</translation>
    </message>
    <message>
        <source>1 take in %2 ms</source>
        <translation>1 个候选，用时 %2 毫秒</translation>
    </message>
    <message>
        <source>; model %3</source>
        <translation>；模型 %3</translation>
    </message>
    <message>
        <source>There is no track to work on; add one first.</source>
        <translation>没有可用的轨道；请先添加一条。</translation>
    </message>
</context>
<context>
    <name>Auditioning</name>
    <message>
        <source>Keep take %1</source>
        <translation>采纳候选 %1</translation>
    </message>
    <message>
        <source>Take %1 is kept already</source>
        <translation>候选 %1 已经采纳</translation>
    </message>
    <message>
        <source>Take %1 is yours; Ctrl+Z gives it back</source>
        <translation>候选 %1 归你了；Ctrl+Z 可退回</translation>
    </message>
    <message>
        <source>take %1</source>
        <translation>候选 %1</translation>
    </message>
</context>
<context>
    <name>BatchTree</name>
    <message>
        <source>%1 starred</source>
        <translation>%1 个加星标</translation>
    </message>
    <message>
        <source>%1 takes</source>
        <translation>%1 个候选</translation>
    </message>
    <message>
        <source>1 take</source>
        <translation>1 个候选</translation>
    </message>
    <message>
        <source>Tree of takes</source>
        <translation>候选树</translation>
    </message>
    <message>
        <source>What was offered, and from which take; Delete takes one off</source>
        <translation>提供过什么、来自哪个候选；按 Delete 删去一批</translation>
    </message>
    <message>
        <source>from take %1</source>
        <translation>来自候选 %1</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>已采纳</translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message>
        <source>%1 notes in a row stand in the training music</source>
        <translation>连续 %1 个音符出现在训练音乐中</translation>
    </message>
    <message>
        <source>Keep take %1</source>
        <translation>采纳候选 %1</translation>
    </message>
    <message>
        <source>Keep this take  Enter</source>
        <translation>采纳此候选  Enter</translation>
    </message>
    <message>
        <source>No phrase of it stands in the training music</source>
        <translation>没有任何乐句出现在训练音乐中</translation>
    </message>
    <message>
        <source>Star  F</source>
        <translation>加星标  F</translation>
    </message>
    <message>
        <source>Star take %1</source>
        <translation>为候选 %1 加星标</translation>
    </message>
    <message>
        <source>Take %1: %2</source>
        <translation>候选 %1：%2</translation>
    </message>
    <message>
        <source>What is written on take %1</source>
        <translation>候选 %1 的备注</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>已采纳</translation>
    </message>
    <message>
        <source>listening …</source>
        <translation>聆听中…</translation>
    </message>
    <message>
        <source>playing</source>
        <translation>播放中</translation>
    </message>
</context>
<context>
    <name>Changes</name>
    <message>
        <source>Beats a minute</source>
        <translation>每分钟拍数</translation>
    </message>
    <message>
        <source>Meter from bar %1 on</source>
        <translation>从第 %1 小节起的拍号</translation>
    </message>
    <message>
        <source>Meter, such as 3/4 or 6/8</source>
        <translation>拍号，例如 3/4 或 6/8</translation>
    </message>
    <message>
        <source>Remove a change of tempo or meter</source>
        <translation>删除速度或拍号变化</translation>
    </message>
    <message>
        <source>Tempo and meter do not change before the playhead</source>
        <translation>播放头之前没有速度或拍号变化</translation>
    </message>
    <message>
        <source>Tempo from bar %1 on</source>
        <translation>从第 %1 小节起的速度</translation>
    </message>
</context>
<context>
    <name>ChordLock</name>
    <message>
        <source>Am F C G …</source>
        <translation>Am F C G …</translation>
    </message>
    <message>
        <source>Chords</source>
        <translation>和弦</translation>
    </message>
    <message>
        <source>Chords to stay in, one a bar, as Am F C G; C:2 holds two beats</source>
        <translation>要遵循的和弦，每小节一个，如 Am F C G；C:2 持续两拍</translation>
    </message>
</context>
<context>
    <name>ClipControl</name>
    <message>
        <source>Copy the clip</source>
        <translation>复制片段</translation>
    </message>
    <message>
        <source>Delete the clip</source>
        <translation>删除片段</translation>
    </message>
    <message>
        <source>Duplicate the clip</source>
        <translation>复制片段到其后</translation>
    </message>
    <message>
        <source>Join clips</source>
        <translation>合并片段</translation>
    </message>
    <message>
        <source>Move the clip</source>
        <translation>移动片段</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Name the clip</source>
        <translation>为片段命名</translation>
    </message>
    <message>
        <source>New clip</source>
        <translation>新建片段</translation>
    </message>
    <message>
        <source>Put the playhead inside the clip to split it there</source>
        <translation>把播放头放到片段之内，即可在那里拆分</translation>
    </message>
    <message>
        <source>Split the clip</source>
        <translation>拆分片段</translation>
    </message>
    <message>
        <source>The copy begins at bar %1</source>
        <translation>副本从第 %1 小节开始</translation>
    </message>
    <message>
        <source>There is no clip after this one on the track</source>
        <translation>此轨道上后面没有片段</translation>
    </message>
</context>
<context>
    <name>ClipStrip</name>
    <message>
        <source>Clips of the track</source>
        <translation>轨道的片段</translation>
    </message>
    <message>
        <source>Drag a clip to another bar, with Ctrl a copy of it; or out, into your DAW or a folder. Right click: all that can be done with it.</source>
        <translation>把片段拖到别的小节，按住 Ctrl 则拖动副本；也可拖到 DAW 或文件夹中。右键点击：可对它做的一切。</translation>
    </message>
</context>
<context>
    <name>Comparing</name>
    <message>
        <source>Hear a take first, then mark it as A</source>
        <translation>请先听一个候选，再把它标为 A</translation>
    </message>
    <message>
        <source>Hear another take to compare with A</source>
        <translation>请再听一个候选与 A 比较</translation>
    </message>
    <message>
        <source>Mark a take as A first: Shift+Y</source>
        <translation>请先将一个候选标为 A：Shift+Y</translation>
    </message>
    <message>
        <source>Marked as A: what differs from it shows; Y flips</source>
        <translation>已标为 A：会显示与它的不同之处；按 Y 切换</translation>
    </message>
</context>
<context>
    <name>DeviceChoice</name>
    <message>
        <source>What is faster</source>
        <translation>较快的一个</translation>
    </message>
</context>
<context>
    <name>Document</name>
    <message>
        <source>Clip %1</source>
        <translation>片段 %1</translation>
    </message>
    <message>
        <source>Melody</source>
        <translation>旋律</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
</context>
<context>
    <name>Dropping</name>
    <message>
        <source>%1 after the last bar</source>
        <translation>%1：放在最后一小节之后</translation>
    </message>
    <message>
        <source>%1 as new tracks</source>
        <translation>%1：放到新轨道</translation>
    </message>
    <message>
        <source>%1 at bar %2</source>
        <translation>%1：放在第 %2 小节</translation>
    </message>
    <message>
        <source>%1 files</source>
        <translation>%1 个文件</translation>
    </message>
    <message>
        <source>A copy to bar %1</source>
        <translation>副本放到第 %1 小节</translation>
    </message>
    <message>
        <source>Add “%1”</source>
        <translation>添加“%1”</translation>
    </message>
    <message>
        <source>All onto “%1”</source>
        <translation>全部放到“%1”</translation>
    </message>
    <message>
        <source>As new tracks</source>
        <translation>作为新轨道</translation>
    </message>
    <message>
        <source>Keep take %1</source>
        <translation>采纳候选 %1</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>打开 %1</translation>
    </message>
    <message>
        <source>Opened %1, the first of %2 files; drop several on the list of tracks</source>
        <translation>已打开 %1，即 %2 个文件中的第一个；要放入多个，请拖到轨道列表</translation>
    </message>
    <message>
        <source>Put “%1” onto %2</source>
        <translation>将“%1”放到%2</translation>
    </message>
    <message>
        <source>The track is gone; drop it on another</source>
        <translation>该轨道已不存在；请放到另一条</translation>
    </message>
    <message>
        <source>To bar %1</source>
        <translation>移到第 %1 小节</translation>
    </message>
    <message>
        <source>“%1” has %2 tracks</source>
        <translation>“%1”有 %2 条轨道</translation>
    </message>
    <message>
        <source>“%1” is in the song; Ctrl+Z takes it out again</source>
        <translation>“%1”已放入乐曲；Ctrl+Z 可取出</translation>
    </message>
</context>
<context>
    <name>Drums</name>
    <message>
        <source>Agogo high</source>
        <translation>高阿哥哥铃</translation>
    </message>
    <message>
        <source>Agogo low</source>
        <translation>低阿哥哥铃</translation>
    </message>
    <message>
        <source>Bongo high</source>
        <translation>高邦戈鼓</translation>
    </message>
    <message>
        <source>Bongo low</source>
        <translation>低邦戈鼓</translation>
    </message>
    <message>
        <source>Cabasa</source>
        <translation>卡巴萨</translation>
    </message>
    <message>
        <source>China</source>
        <translation>中国镲</translation>
    </message>
    <message>
        <source>Clap</source>
        <translation>拍手</translation>
    </message>
    <message>
        <source>Claves</source>
        <translation>响棒</translation>
    </message>
    <message>
        <source>Conga low</source>
        <translation>低康加鼓</translation>
    </message>
    <message>
        <source>Conga mute</source>
        <translation>闷音康加鼓</translation>
    </message>
    <message>
        <source>Conga open</source>
        <translation>开音康加鼓</translation>
    </message>
    <message>
        <source>Cowbell</source>
        <translation>牛铃</translation>
    </message>
    <message>
        <source>Crash</source>
        <translation>碎音镲</translation>
    </message>
    <message>
        <source>Crash 2</source>
        <translation>碎音镲 2</translation>
    </message>
    <message>
        <source>Cuica mute</source>
        <translation>闷音库伊卡</translation>
    </message>
    <message>
        <source>Cuica open</source>
        <translation>开音库伊卡</translation>
    </message>
    <message>
        <source>Floor tom</source>
        <translation>落地嗵鼓</translation>
    </message>
    <message>
        <source>Floor tom 2</source>
        <translation>落地嗵鼓 2</translation>
    </message>
    <message>
        <source>Guiro long</source>
        <translation>长刮瓜</translation>
    </message>
    <message>
        <source>Guiro short</source>
        <translation>短刮瓜</translation>
    </message>
    <message>
        <source>Hat</source>
        <translation>闭镲</translation>
    </message>
    <message>
        <source>Hat closed</source>
        <translation>闭合踩镲</translation>
    </message>
    <message>
        <source>Hat open</source>
        <translation>开放踩镲</translation>
    </message>
    <message>
        <source>Hat pedal</source>
        <translation>脚踩踩镲</translation>
    </message>
    <message>
        <source>High</source>
        <translation>高嗵</translation>
    </message>
    <message>
        <source>High tom</source>
        <translation>高音嗵鼓</translation>
    </message>
    <message>
        <source>Kick</source>
        <translation>底鼓</translation>
    </message>
    <message>
        <source>Kick 2</source>
        <translation>底鼓 2</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>低嗵</translation>
    </message>
    <message>
        <source>Low tom</source>
        <translation>低音嗵鼓</translation>
    </message>
    <message>
        <source>Maracas</source>
        <translation>沙锤</translation>
    </message>
    <message>
        <source>Mid</source>
        <translation>中嗵</translation>
    </message>
    <message>
        <source>Mid tom</source>
        <translation>中音嗵鼓</translation>
    </message>
    <message>
        <source>Mid tom 2</source>
        <translation>中音嗵鼓 2</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>开镲</translation>
    </message>
    <message>
        <source>Ride</source>
        <translation>叮叮镲</translation>
    </message>
    <message>
        <source>Ride 2</source>
        <translation>叮叮镲 2</translation>
    </message>
    <message>
        <source>Ride bell</source>
        <translation>叮叮镲镲帽</translation>
    </message>
    <message>
        <source>Rim</source>
        <translation>边击</translation>
    </message>
    <message>
        <source>Snare</source>
        <translation>军鼓</translation>
    </message>
    <message>
        <source>Snare 2</source>
        <translation>军鼓 2</translation>
    </message>
    <message>
        <source>Splash</source>
        <translation>水镲</translation>
    </message>
    <message>
        <source>Tambourine</source>
        <translation>铃鼓</translation>
    </message>
    <message>
        <source>Timbale high</source>
        <translation>高廷巴鼓</translation>
    </message>
    <message>
        <source>Timbale low</source>
        <translation>低廷巴鼓</translation>
    </message>
    <message>
        <source>Triangle</source>
        <translation>三角铁</translation>
    </message>
    <message>
        <source>Triangle mute</source>
        <translation>闷音三角铁</translation>
    </message>
    <message>
        <source>Vibraslap</source>
        <translation>颤音叉</translation>
    </message>
    <message>
        <source>Whistle long</source>
        <translation>长哨</translation>
    </message>
    <message>
        <source>Whistle short</source>
        <translation>短哨</translation>
    </message>
    <message>
        <source>Woodblock high</source>
        <translation>高木鱼</translation>
    </message>
    <message>
        <source>Woodblock low</source>
        <translation>低木鱼</translation>
    </message>
</context>
<context>
    <name>EmptyTray</name>
    <message>
        <source>Play or draw a melody, then press C: the answers come here</source>
        <translation>弹奏或画出一段旋律，再按 C：答案会出现在这里</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>&quot;%1&quot; has no number of beats: write it like %2:2</source>
        <translation>“%1”没有拍数：请写成 %2:2 的形式</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no rule with a weight: write it like motif=1 leaps=0.5; the rules are %2</source>
        <translation>“%1”不是带权重的规则：请写成 motif=1 leaps=0.5 的形式；规则有 %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a chord: write it like C, Am, F#dim, Bb7, Cmaj7, Dsus4 or N.C.</source>
        <translation>“%1”不是和弦：请写成 C、Am、F#dim、Bb7、Cmaj7、Dsus4 或 N.C. 的形式</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a key: write it like &quot;A minor&quot;, &quot;F# major&quot; or &quot;Bb&quot;</source>
        <translation>“%1”不是调：请写成 &quot;A minor&quot;、&quot;F# major&quot; 或 &quot;Bb&quot; 的形式</translation>
    </message>
    <message>
        <source>%1 cannot be read (%2); %3</source>
        <translation>无法读取 %1（%2）；%3</translation>
    </message>
    <message>
        <source>%1 could not be made: %2</source>
        <translation>无法创建 %1：%2</translation>
    </message>
    <message>
        <source>%1 could not be read as a soundfont; choose another (.sf2)</source>
        <translation>%1 无法作为音色库读取；请另选一个 (.sf2)</translation>
    </message>
    <message>
        <source>%1 could not be read: %2</source>
        <translation>无法读取 %1：%2</translation>
    </message>
    <message>
        <source>%1 could not be run (%2); %3</source>
        <translation>无法运行 %1（%2）；%3</translation>
    </message>
    <message>
        <source>%1 could not be saved: %2</source>
        <translation>无法保存 %1：%2</translation>
    </message>
    <message>
        <source>%1 counts film frames (SMPTE) and not quarter notes, so it has no bars; export it with ticks per quarter note</source>
        <translation>%1 按电影帧 (SMPTE) 而不是四分音符计时，因此没有小节；请以每四分音符 tick 数重新导出</translation>
    </message>
    <message>
        <source>%1 has %2 ticks per quarter note, and a MIDI file holds 32767 at most; save it as a project</source>
        <translation>%1 每四分音符有 %2 个 tick，而 MIDI 文件最多 32767 个；请保存为工程</translation>
    </message>
    <message>
        <source>%1 has no SHA-256 for %2</source>
        <translation>%1 没有 %2 的 SHA-256</translation>
    </message>
    <message>
        <source>%1 has no tensor %2 as its card says; %3</source>
        <translation>%1 没有其卡片所说的张量 %2；%3</translation>
    </message>
    <message>
        <source>%1 has schema %2 and this version of Arietta reads schema %3; install the version of Arietta that the model was made for</source>
        <translation>%1 的格式为 %2，而此版本的 Arietta 读取格式 %3；请安装该模型对应的 Arietta 版本</translation>
    </message>
    <message>
        <source>%1 holds no notes; choose a track with a melody</source>
        <translation>%1没有音符；请选择有旋律的轨道</translation>
    </message>
    <message>
        <source>%1 holds no notes; play or draw a melody first</source>
        <translation>%1没有音符；请先弹奏或画出一段旋律</translation>
    </message>
    <message>
        <source>%1 holds no notes; play or draw a rhythm first</source>
        <translation>%1没有音符；请先弹奏或画出一段节奏</translation>
    </message>
    <message>
        <source>%1 holds no notes; play or draw some chords first</source>
        <translation>%1没有音符；请先弹奏或画出一些和弦</translation>
    </message>
    <message>
        <source>%1 holds no tables of a model (%2); %3</source>
        <translation>%1 中没有模型的表格（%2）；%3</translation>
    </message>
    <message>
        <source>%1 is a MIDI file of type 2, a set of patterns with no common time; export it as type 0 or 1</source>
        <translation>%1 是类型 2 的 MIDI 文件，即一组没有共同时间的模式；请导出为类型 0 或 1</translation>
    </message>
    <message>
        <source>%1 is a device or a pipe; give the name of a file to write</source>
        <translation>%1 是设备或管道；请给出要写入的文件名</translation>
    </message>
    <message>
        <source>%1 is cut off: %2; get the file again from where it came</source>
        <translation>%1 不完整：%2；请重新获取该文件</translation>
    </message>
    <message>
        <source>%1 is damaged in %2: %3; get it again</source>
        <translation>%1 在%2处损坏：%3；请重新获取</translation>
    </message>
    <message>
        <source>%1 is damaged or cut off (%2); %3</source>
        <translation>%1 已损坏或不完整（%2）；%3</translation>
    </message>
    <message>
        <source>%1 is damaged or was exchanged (its SHA-256 begins %2, its card says %3); %4</source>
        <translation>%1 已损坏或被替换（其 SHA-256 以 %2 开头，卡片上是 %3）；%4</translation>
    </message>
    <message>
        <source>%1 is damaged: %2; %3</source>
        <translation>%1 已损坏：%2；%3</translation>
    </message>
    <message>
        <source>%1 is damaged: it has 0 ticks per quarter note; export it anew</source>
        <translation>%1 已损坏：每四分音符为 0 个 tick；请重新导出</translation>
    </message>
    <message>
        <source>%1 is damaged: its %2 is packed in another way; %3</source>
        <translation>%1 已损坏：其中的 %2 以别的方式压缩；%3</translation>
    </message>
    <message>
        <source>%1 is damaged: its header is cut off; get the file again</source>
        <translation>%1 已损坏：文件头不完整；请重新获取该文件</translation>
    </message>
    <message>
        <source>%1 is missing; %2</source>
        <translation>缺少 %1；%2</translation>
    </message>
    <message>
        <source>%1 is no Arietta project (%2); %3</source>
        <translation>%1 不是 Arietta 工程（%2）；%3</translation>
    </message>
    <message>
        <source>%1 is no Arietta project: it has no %2; choose another file</source>
        <translation>%1 不是 Arietta 工程：其中没有 %2；请选择其他文件</translation>
    </message>
    <message>
        <source>%1 is no Arietta project: it names no format; choose another file</source>
        <translation>%1 不是 Arietta 工程：没有写明格式；请选择其他文件</translation>
    </message>
    <message>
        <source>%1 is no Arietta project: its %2 holds no object; choose another file</source>
        <translation>%1 不是 Arietta 工程：其中的 %2 不含对象；请选择其他文件</translation>
    </message>
    <message>
        <source>%1 is no card of a model (it is not JSON); %2</source>
        <translation>%1 不是模型卡片（不是 JSON）；%2</translation>
    </message>
    <message>
        <source>%1 is no card of a model (see %2); %3</source>
        <translation>%1 不是模型卡片（见 %2）；%3</translation>
    </message>
    <message>
        <source>%1 is no model that can be run here (%2); %3</source>
        <translation>%1 不是可在此运行的模型（%2）；%3</translation>
    </message>
    <message>
        <source>%1 is no standard MIDI file: %2; choose another file</source>
        <translation>%1 不是标准 MIDI 文件：%2；请选择其他文件</translation>
    </message>
    <message>
        <source>%1 is no standard MIDI file: there is no type %2</source>
        <translation>%1 不是标准 MIDI 文件：没有类型 %2</translation>
    </message>
    <message>
        <source>%1 is not there; choose another soundfont (.sf2)</source>
        <translation>%1 不存在；请另选一个音色库 (.sf2)</translation>
    </message>
    <message>
        <source>%1 lasts %2 hours, and a WAV file is made of at most %3; cut the song, or look for a note or event that lies far out</source>
        <translation>%1 长达 %2 小时，而 WAV 文件最多 %3；请剪短乐曲，或找找远在后面的音符或事件</translation>
    </message>
    <message>
        <source>%1 names %2, outside its folder; %3</source>
        <translation>%1 指向 %2，在其文件夹之外；%3</translation>
    </message>
    <message>
        <source>%1 plays chords (%2 of %3 onsets), and this tool writes melodies only; choose a track with a single line</source>
        <translation>%1演奏的是和弦（%3 个起音中有 %2 个），而此工具只写旋律；请选择单声部的轨道</translation>
    </message>
    <message>
        <source>%1 plays drums, and this tool writes melodies only; choose a track with a melody</source>
        <translation>%1演奏的是鼓，而此工具只写旋律；请选择有旋律的轨道</translation>
    </message>
    <message>
        <source>%1 plays drums; choose a track with a melody</source>
        <translation>%1演奏的是鼓；请选择有旋律的轨道</translation>
    </message>
    <message>
        <source>%1 plays drums; choose a track with chords</source>
        <translation>%1演奏的是鼓；请选择有和弦的轨道</translation>
    </message>
    <message>
        <source>%1 plays no drums; choose a drum track (channel 10)</source>
        <translation>%1不是鼓；请选择鼓轨（通道 10）</translation>
    </message>
    <message>
        <source>%1 unpacks to %2 MB, which is no music; %3</source>
        <translation>%1 解压后有 %2 MB，不可能是音乐；%3</translation>
    </message>
    <message>
        <source>%1 wants the representation %2 %3 and this version of Arietta speaks %4; install the version of Arietta that the model was made for</source>
        <translation>%1 需要表示法 %2 %3，而此版本的 Arietta 使用 %4；请安装该模型对应的 Arietta 版本</translation>
    </message>
    <message>
        <source>%1 was saved by a newer Arietta (format %2, this one reads up to %3); update Arietta to open it</source>
        <translation>%1 由更新的 Arietta 保存（格式 %2，此版本最高读取 %3）；请更新 Arietta 后打开</translation>
    </message>
    <message>
        <source>%1your music is untouched, please report it</source>
        <translation>%1你的音乐未受影响，请报告此问题</translation>
    </message>
    <message>
        <source>; what it recorded is kept</source>
        <translation>；已录下的内容会保留</translation>
    </message>
    <message>
        <source>CUDA did not load, so the CPU does the work; it needs an NVIDIA card, CUDA 13 and cuDNN 9, and in an installed Arietta the add-on arietta-cuda</source>
        <translation>CUDA 未能加载，改由 CPU 计算；它需要 NVIDIA 显卡、CUDA 13 和 cuDNN 9，安装版 Arietta 还需要附加包 arietta-cuda</translation>
    </message>
    <message>
        <source>Continue needs at least one bar; raise the number</source>
        <translation>续写至少需要一小节；请增大数值</translation>
    </message>
    <message>
        <source>Generate makes 1 to %1 bars; choose a number between</source>
        <translation>生成的长度为 1 到 %1 小节；请选择其间的数值</translation>
    </message>
    <message>
        <source>Interpolate goes from one clip to another; choose the other one</source>
        <translation>过渡从一个片段走到另一个片段；请选择另一个</translation>
    </message>
    <message>
        <source>a density is a number of notes a bar from 1 to %1</source>
        <translation>密度是每小节的音符数，从 1 到 %1</translation>
    </message>
    <message>
        <source>a message in it is broken off by another</source>
        <translation>其中一条消息被另一条打断</translation>
    </message>
    <message>
        <source>a morph lies between four clips, on a grid of two by two or more</source>
        <translation>变形位于四个片段之间，网格至少为二乘二</translation>
    </message>
    <message>
        <source>a number in it is longer than the standard allows</source>
        <translation>其中一个数值超出标准允许的长度</translation>
    </message>
    <message>
        <source>a range ends after it begins, within the song; choose another</source>
        <translation>范围的结尾须在开头之后，并在乐曲之内；请另选一个</translation>
    </message>
    <message>
        <source>a rhythm is &quot;free&quot; or &quot;keep&quot;</source>
        <translation>节奏是 &quot;free&quot; 或 &quot;keep&quot;</translation>
    </message>
    <message>
        <source>a seed is a whole number from 0 to %1</source>
        <translation>种子是从 0 到 %1 的整数</translation>
    </message>
    <message>
        <source>a style is one of any, %1</source>
        <translation>风格是 any、%1 之一</translation>
    </message>
    <message>
        <source>at least one take has to be asked for; raise the number</source>
        <translation>至少要请求一个候选；请增大数值</translation>
    </message>
    <message>
        <source>at temperature 0 there is one answer; ask for one take only</source>
        <translation>温度为 0 时只有一个答案；请只请求一个候选</translation>
    </message>
    <message>
        <source>bar %1 is in %2 here and in %3 there; choose clips of one meter</source>
        <translation>第 %1 小节这边是 %2，那边是 %3；请选择拍号相同的片段</translation>
    </message>
    <message>
        <source>chords that are given come as they are; leave no-repeat or chords out</source>
        <translation>给定的和弦按原样出现；请去掉“不重复”或和弦</translation>
    </message>
    <message>
        <source>density goes from -3 (sparse) to 3 (busy)</source>
        <translation>密度从 -3（稀疏）到 3（繁密）</translation>
    </message>
    <message>
        <source>each of %1 takes has more than %2 notes in a row from the training music; allow more, or draw more</source>
        <translation>%1 个候选都有超过 %2 个连续音符来自训练音乐；请放宽限制，或多抽取一些</translation>
    </message>
    <message>
        <source>every drum that could be struck still sounds from before; choose another range</source>
        <translation>能打的每件鼓都还从前面响着；请另选范围</translation>
    </message>
    <message>
        <source>form is a number from 0 to %1</source>
        <translation>曲式是 0 到 %1 之间的数</translation>
    </message>
    <message>
        <source>install Arietta again, or copy the model&apos;s folder again from where it came</source>
        <translation>请重新安装 Arietta，或从原处重新复制模型文件夹</translation>
    </message>
    <message>
        <source>is no Arietta project: it names no format; choose another file</source>
        <translation>不是 Arietta 工程：没有写明格式；请选择其他文件</translation>
    </message>
    <message>
        <source>is no Arietta project: its %1 holds no object; choose another file</source>
        <translation>不是 Arietta 工程：其中的 %1 不含对象；请选择其他文件</translation>
    </message>
    <message>
        <source>it begins with data that belong to no message</source>
        <translation>开头的数据不属于任何消息</translation>
    </message>
    <message>
        <source>it does not begin as one</source>
        <translation>开头不符合</translation>
    </message>
    <message>
        <source>it ends in the middle of an event</source>
        <translation>在一个事件中间结束</translation>
    </message>
    <message>
        <source>it holds a message that no file may hold (%1)</source>
        <translation>含有文件中不允许出现的消息（%1）</translation>
    </message>
    <message>
        <source>it is a folder; give the name of a file</source>
        <translation>这是文件夹；请给出文件名</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>文件为空</translation>
    </message>
    <message>
        <source>lag goes from -0.4 to 0.4 and looseness from 0 to 0.32 16ths</source>
        <translation>滞后从 -0.4 到 0.4，松散度从 0 到 0.32 个十六分音符</translation>
    </message>
    <message>
        <source>max-polyphony and no-repeat count from 1; raise the number</source>
        <translation>最大复音数与“不重复”从 1 数起；请增大数值</translation>
    </message>
    <message>
        <source>mostly in %1</source>
        <translation>大多在 %1</translation>
    </message>
    <message>
        <source>no MIDI</source>
        <translation>没有 MIDI</translation>
    </message>
    <message>
        <source>no audio output found: the built-in synth plays silently; connect a sound card or choose a MIDI output</source>
        <translation>未找到音频输出：内置合成器没有声音；请连接声卡，或选择 MIDI 输出</translation>
    </message>
    <message>
        <source>no chord fits what is locked; loosen one of the locks</source>
        <translation>没有符合锁定的和弦；请放宽其中一个锁定</translation>
    </message>
    <message>
        <source>no chord is named: write them like &quot;Am F C G&quot;</source>
        <translation>没有写出和弦：请写成 &quot;Am F C G&quot; 的形式</translation>
    </message>
    <message>
        <source>no note before the range has a rhythm to keep; let the rhythm go</source>
        <translation>范围之前没有可保留节奏的音符；请放开节奏</translation>
    </message>
    <message>
        <source>no pitch is left by the key and the range that are locked; widen the range</source>
        <translation>锁定的调和音域没有剩下任何音高；请放宽音域</translation>
    </message>
    <message>
        <source>no pitch of the chords lies inside the range and the key; loosen one of them</source>
        <translation>和弦中没有音落在音域和调之内；请放宽其中一个</translation>
    </message>
    <message>
        <source>no soundfont found; choose a General MIDI soundfont file (.sf2)</source>
        <translation>未找到音色库；请选择一个 General MIDI 音色库文件 (.sf2)</translation>
    </message>
    <message>
        <source>no tone of the chord %1 lies in the key and the range that are locked; widen the range, take the key back, or exchange the chord</source>
        <translation>和弦 %1 没有音落在锁定的调和音域之内；请放宽音域、改回调，或换掉和弦</translation>
    </message>
    <message>
        <source>notes from before are held over all of it; choose another range</source>
        <translation>之前的音符延续在整个范围上；请另选范围</translation>
    </message>
    <message>
        <source>nothing is selected; select the notes that should be written anew</source>
        <translation>没有选中任何内容；请选择要重写的音符</translation>
    </message>
    <message>
        <source>on the beat</source>
        <translation>在拍点上</translation>
    </message>
    <message>
        <source>one clip is drums and the other is not; choose two of a kind (--track)</source>
        <translation>一个片段是鼓，另一个不是；请选择同类的两个 (--track)</translation>
    </message>
    <message>
        <source>onnxruntime cannot be loaded (%1); run the set-up again (make run)</source>
        <translation>无法加载 onnxruntime（%1）；请重新运行安装 (make run)</translation>
    </message>
    <message>
        <source>open another copy or an autosave</source>
        <translation>请打开其他副本或自动保存</translation>
    </message>
    <message>
        <source>permission is denied; choose another folder or change its rights</source>
        <translation>没有权限；请换一个文件夹或更改其权限</translation>
    </message>
    <message>
        <source>something went wrong inside Arietta (%1: %2); </source>
        <translation>Arietta 内部出错（%1：%2）；</translation>
    </message>
    <message>
        <source>strays from %1</source>
        <translation>偏离 %1</translation>
    </message>
    <message>
        <source>strength goes from 0 to 1</source>
        <translation>强度从 0 到 1</translation>
    </message>
    <message>
        <source>temperature must be at least 0, top-p above 0 and at most 1</source>
        <translation>温度至少为 0，top-p 大于 0 且最多为 1</translation>
    </message>
    <message>
        <source>the MIDI input %1 could not be opened; another program may hold it: close that, then plug the device in again</source>
        <translation>无法打开 MIDI 输入 %1；可能被其他程序占用：请关闭它，再重新插入设备</translation>
    </message>
    <message>
        <source>the MIDI input %1 is gone%2</source>
        <translation>MIDI 输入 %1 已断开%2</translation>
    </message>
    <message>
        <source>the MIDI output %1 could not be opened; another program may hold it: close that, or choose another output</source>
        <translation>无法打开 MIDI 输出 %1；可能被其他程序占用：请关闭它，或选择其他输出</translation>
    </message>
    <message>
        <source>the MIDI output %1 is gone; the built-in synth plays on</source>
        <translation>MIDI 输出 %1 已断开；内置合成器继续演奏</translation>
    </message>
    <message>
        <source>the MIDI output %1 is not there; plug it in or choose another</source>
        <translation>MIDI 输出 %1 不存在；请插上它或选择其他输出</translation>
    </message>
    <message>
        <source>the amount of groove goes from 0 (none) to 2 (twice the model&apos;s)</source>
        <translation>律动的程度从 0（无）到 2（模型的两倍）</translation>
    </message>
    <message>
        <source>the disk is full; make room or choose another folder</source>
        <translation>磁盘已满；请腾出空间或换一个文件夹</translation>
    </message>
    <message>
        <source>the disk is read-only; choose another folder</source>
        <translation>磁盘为只读；请换一个文件夹</translation>
    </message>
    <message>
        <source>the drum track holds no notes; play or draw some first</source>
        <translation>鼓轨没有音符；请先弹奏或画一些</translation>
    </message>
    <message>
        <source>the melody rests for too long to keep its rhythm; let the rhythm go</source>
        <translation>旋律休止太久，无法保留其节奏；请放开节奏</translation>
    </message>
    <message>
        <source>the model %1 is not for %2 (it serves %3); leave --model out, or name another that devices lists</source>
        <translation>模型 %1 不用于 %2（它用于 %3）；请去掉 --model，或指定 devices 列出的其他模型</translation>
    </message>
    <message>
        <source>the model %1 makes %2 and no trio; choose another model</source>
        <translation>模型 %1 生成的是%2，不是三重奏；请选择别的模型</translation>
    </message>
    <message>
        <source>the model in %1 does not work (%2); %3</source>
        <translation>%1 中的模型无法工作（%2）；%3</translation>
    </message>
    <message>
        <source>the model in %1 does not work (NaN); %2</source>
        <translation>%1 中的模型无法工作 (NaN)；%2</translation>
    </message>
    <message>
        <source>the name is too long; choose a shorter one</source>
        <translation>名称太长；请换短一些的</translation>
    </message>
    <message>
        <source>the part of Arietta that writes music ended by itself; your music is untouched, ask again and it starts anew</source>
        <translation>Arietta 中负责作曲的部分自行退出了；你的音乐没有受影响，再次发出请求即可重新启动它</translation>
    </message>
    <message>
        <source>the player keeps ending by itself; press play to try again</source>
        <translation>播放器屡次自行退出；请按播放重试</translation>
    </message>
    <message>
        <source>the range holds every note of the track; leave some before or after it, or name another range</source>
        <translation>范围包含了轨道的所有音符；请在前后留下一些，或指定其他范围</translation>
    </message>
    <message>
        <source>the range leaves no room for a note; begin it earlier, end it later, or shorten the note that sounds into it</source>
        <translation>范围内没有容纳音符的空间；请提早开始、推迟结束，或缩短延续进来的音符</translation>
    </message>
    <message>
        <source>the song has %1 bars, and at most %2 are read; look for a note or an event that lies far out, and take it away</source>
        <translation>这首歌有 %1 小节，最多读取 %2 小节；请找到位置过远的音符或事件并删除它</translation>
    </message>
    <message>
        <source>the system allows no file as large; choose another disk</source>
        <translation>系统不允许这么大的文件；请换一个磁盘</translation>
    </message>
    <message>
        <source>the track</source>
        <translation>轨道</translation>
    </message>
    <message>
        <source>the track %1</source>
        <translation>轨道 %1 </translation>
    </message>
    <message>
        <source>there are %1 bars and at most %2 turn; choose shorter clips</source>
        <translation>共有 %1 小节，最多能转换 %2 小节；请选择更短的片段</translation>
    </message>
    <message>
        <source>there are no notes here whose likelihood a model could tell</source>
        <translation>这里没有模型能判断可能性的音符</translation>
    </message>
    <message>
        <source>there are no notes to groove; play or draw some drums first</source>
        <translation>没有可加律动的音符；请先弹奏或画一些鼓</translation>
    </message>
    <message>
        <source>there is no %1 model that can %2 %3; choose another model</source>
        <translation>没有能对 %3 执行 %2 的 %1 模型；请换一个模型</translation>
    </message>
    <message>
        <source>there is no model %1 in %2 (there: %3); choose one of these</source>
        <translation>%2 中没有模型 %1（现有：%3）；请选择其中之一</translation>
    </message>
    <message>
        <source>there is no model for %1 in %2; %3</source>
        <translation>%2 中没有用于 %1 的模型；%3</translation>
    </message>
    <message>
        <source>there is no model yet that says how unlikely drums are</source>
        <translation>还没有能判断鼓有多意外的模型</translation>
    </message>
    <message>
        <source>there is no style %1; choose auto, %2</source>
        <translation>没有风格 %1；请选择 auto、%2</translation>
    </message>
    <message>
        <source>there is no such file or folder; check the name</source>
        <translation>没有这个文件或文件夹；请检查名称</translation>
    </message>
    <message>
        <source>there is no track to record on; choose a track first</source>
        <translation>没有可录音的轨道；请先选择一条</translation>
    </message>
    <message>
        <source>there is no way called %1; choose %2 or %3</source>
        <translation>没有叫“%1”的走法；请选择 %2 或 %3</translation>
    </message>
    <message>
        <source>these takes were asked of another version of %1; ask it anew</source>
        <translation>这些候选来自另一版本的 %1；请重新请求</translation>
    </message>
    <message>
        <source>this model turns %1 into %2; choose another model or other clips</source>
        <translation>此模型把 %1 变为 %2；请选择其他模型或片段</translation>
    </message>
    <message>
        <source>too few pitches are left for a melody that repeats at most %1 notes in a row; let it repeat more, widen the other locks, or ask for fewer bars</source>
        <translation>剩下的音高太少，旋律无法做到最多重复 %1 个连续音符；请允许更多重复、放宽其他锁定，或减少小节</translation>
    </message>
    <message>
        <source>too few strokes are left; let more of them come again, let more drums sound at a time, or ask for fewer bars</source>
        <translation>剩下的打法太少；请允许更多重复、允许更多鼓同时发声，或减少小节</translation>
    </message>
    <message>
        <source>unsaved work cannot be kept in %1: %2; save often</source>
        <translation>未保存的工作无法保存在 %1：%2；请经常保存</translation>
    </message>
    <message>
        <source>was saved by a newer Arietta (format %1, this one reads up to %2); update Arietta to open it</source>
        <translation>由更新的 Arietta 保存（格式 %1，此版本最高读取 %2）；请更新 Arietta 后打开</translation>
    </message>
    <message>
        <source>what was read of these notes is lost; edit them or choose them anew</source>
        <translation>已读取的这些音符的内容丢失了；请编辑它们或重新选择</translation>
    </message>
    <message>
        <source>your share of the disk is used up; make room or choose another folder</source>
        <translation>你的磁盘配额已用完；请腾出空间或换一个文件夹</translation>
    </message>
</context>
<context>
    <name>Examples</name>
    <message>
        <source>Ferry</source>
        <translation>渡船</translation>
    </message>
    <message>
        <source>Jig</source>
        <translation>吉格舞曲</translation>
    </message>
    <message>
        <source>Swing</source>
        <translation>摇摆</translation>
    </message>
    <message>
        <source>Waltz</source>
        <translation>圆舞曲</translation>
    </message>
</context>
<context>
    <name>FaultBar</name>
    <message>
        <source>Arietta crashed last time. What happened is written in %1.</source>
        <translation>Arietta 上次崩溃了。经过记在 %1。</translation>
    </message>
    <message>
        <source>Copy a report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>好</translation>
    </message>
    <message>
        <source>Something inside Arietta failed (%1).</source>
        <translation>Arietta 内部出了错（%1）。</translation>
    </message>
    <message>
        <source>The settings could not be read whole, so some are as on the first day. The file as it was is %1.</source>
        <translation>设置无法完整读取，所以有些回到了初始状态。原来的文件是 %1。</translation>
    </message>
    <message>
        <source>What happened is written in %1.</source>
        <translation>经过记在 %1。</translation>
    </message>
    <message>
        <source>Your song could not be kept by itself: save it now.</source>
        <translation>乐曲没能自动保存副本：请现在保存。</translation>
    </message>
    <message>
        <source>Your song is safe: a copy of it lies in %1.</source>
        <translation>你的乐曲是安全的：副本在 %1。</translation>
    </message>
    <message>
        <source>Your song is safe: it is saved in %1.</source>
        <translation>你的乐曲是安全的：已存在 %1。</translation>
    </message>
</context>
<context>
    <name>Feel</name>
    <message>
        <source>take %1</source>
        <translation>候选 %1</translation>
    </message>
</context>
<context>
    <name>FeelPage</name>
    <message>
        <source>%1 ms early</source>
        <translation>早 %1 毫秒</translation>
    </message>
    <message>
        <source>%1 ms late</source>
        <translation>晚 %1 毫秒</translation>
    </message>
    <message>
        <source>%1, bar %2, beat %3: %4, velocity %5</source>
        <translation>%1，第 %2 小节第 %3 拍：%4，力度 %5</translation>
    </message>
    <message>
        <source>On the grid, all as loud: nobody has played this yet</source>
        <translation>全在网格上，力度相同：还没有人演奏过</translation>
    </message>
    <message>
        <source>Timing and velocity of each note</source>
        <translation>每个音符的时值偏差与力度</translation>
    </message>
    <message>
        <source>Yours; the ellipses are %1</source>
        <translation>你的演奏；椭圆为%1</translation>
    </message>
    <message>
        <source>cymbals</source>
        <translation>镲</translation>
    </message>
    <message>
        <source>hi-hats</source>
        <translation>踩镲</translation>
    </message>
    <message>
        <source>kick</source>
        <translation>底鼓</translation>
    </message>
    <message>
        <source>ms before or after the grid</source>
        <translation>网格之前或之后的毫秒数</translation>
    </message>
    <message>
        <source>on the grid</source>
        <translation>在网格上</translation>
    </message>
    <message>
        <source>snare</source>
        <translation>军鼓</translation>
    </message>
    <message>
        <source>toms</source>
        <translation>嗵鼓</translation>
    </message>
    <message>
        <source>velocity</source>
        <translation>力度</translation>
    </message>
</context>
<context>
    <name>FileActions</name>
    <message>
        <source>Arietta songs (*.arietta)</source>
        <translation>Arietta 乐曲 (*.arietta)</translation>
    </message>
    <message>
        <source>Audio (*.wav)</source>
        <translation>音频 (*.wav)</translation>
    </message>
    <message>
        <source>Export MIDI</source>
        <translation>导出 MIDI</translation>
    </message>
    <message>
        <source>Export audio</source>
        <translation>导出音频</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Import %1</source>
        <translation>导入 %1</translation>
    </message>
    <message>
        <source>MIDI (*.mid *.midi)</source>
        <translation>MIDI (*.mid *.midi)</translation>
    </message>
    <message>
        <source>MIDI (*.mid)</source>
        <translation>MIDI (*.mid)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Name the song</source>
        <translation>命名乐曲</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Opened %1</source>
        <translation>已打开 %1</translation>
    </message>
    <message>
        <source>Rendering %1 …</source>
        <translation>正在渲染 %1…</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>另存为</translation>
    </message>
    <message>
        <source>Save them first?</source>
        <translation>要先保存吗？</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>已保存为 %1</translation>
    </message>
    <message>
        <source>Songs (*.arietta *.mid *.midi);;All files (*)</source>
        <translation>乐曲 (*.arietta *.mid *.midi);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>Wrote %1</source>
        <translation>已写入 %1</translation>
    </message>
    <message>
        <source>the song</source>
        <translation>乐曲</translation>
    </message>
    <message>
        <source>“%1” has changes that are not saved.</source>
        <translation>“%1”有未保存的更改。</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Hold</source>
        <translation>坚持</translation>
    </message>
    <message>
        <source>Locks</source>
        <translation>锁定</translation>
    </message>
</context>
<context>
    <name>FormPage</name>
    <message>
        <source>Bars %1 and %2 of a piece: %3 % alike on average</source>
        <translation>一首曲子的第 %1 与第 %2 小节：平均相似 %3 %</translation>
    </message>
    <message>
        <source>Bars %1 and %2: %3 % alike</source>
        <translation>第 %1 与第 %2 小节：相似 %3 %</translation>
    </message>
    <message>
        <source>Bars %1 and %2: the same</source>
        <translation>第 %1 与第 %2 小节：相同</translation>
    </message>
    <message>
        <source>Beside it: the mean of %2 pieces, %1</source>
        <translation>旁边：%2 首曲子的平均值，%1</translation>
    </message>
    <message>
        <source>How alike bars are</source>
        <translation>小节之间的相似度</translation>
    </message>
    <message>
        <source>How alike bars are, %1 to a square</source>
        <translation>小节之间的相似度，每格 %1 小节</translation>
    </message>
    <message>
        <source>bar</source>
        <translation>小节</translation>
    </message>
</context>
<context>
    <name>GreatButton</name>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>Grids</name>
    <message>
        <source>1/16 triplet</source>
        <translation>1/16 三连音</translation>
    </message>
    <message>
        <source>1/2 triplet</source>
        <translation>1/2 三连音</translation>
    </message>
    <message>
        <source>1/32 triplet</source>
        <translation>1/32 三连音</translation>
    </message>
    <message>
        <source>1/4 triplet</source>
        <translation>1/4 三连音</translation>
    </message>
    <message>
        <source>1/8 triplet</source>
        <translation>1/8 三连音</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关</translation>
    </message>
</context>
<context>
    <name>Growing</name>
    <message>
        <source>Hear a take first, then work on it</source>
        <translation>请先听一个候选，再在其上继续工作</translation>
    </message>
</context>
<context>
    <name>HelpSheet</name>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Manual  %1</source>
        <translation>手册  %1</translation>
    </message>
    <message>
        <source>Mouse</source>
        <translation>鼠标</translation>
    </message>
    <message>
        <source>What each tool does, with examples</source>
        <translation>每个工具做什么，附例子</translation>
    </message>
</context>
<context>
    <name>Helping</name>
    <message>
        <source>The report is on the clipboard, with no names and no paths of yours in it</source>
        <translation>报告已在剪贴板上，其中没有你的姓名和路径</translation>
    </message>
</context>
<context>
    <name>InstrumentMode</name>
    <message>
        <source>Letters play · Z X octave %1 · C V loudness %2 · F4 records · Ctrl+K ends</source>
        <translation>字母键弹奏 · Z X 八度 %1 · C V 力度 %2 · F4 录音 · Ctrl+K 结束</translation>
    </message>
</context>
<context>
    <name>Instruments</name>
    <message>
        <source>Accordion</source>
        <translation>手风琴</translation>
    </message>
    <message>
        <source>Acoustic bass</source>
        <translation>原声贝斯</translation>
    </message>
    <message>
        <source>Agogo</source>
        <translation>阿哥哥铃</translation>
    </message>
    <message>
        <source>Alto sax</source>
        <translation>中音萨克斯</translation>
    </message>
    <message>
        <source>Applause</source>
        <translation>掌声</translation>
    </message>
    <message>
        <source>Atmosphere</source>
        <translation>大气</translation>
    </message>
    <message>
        <source>Bagpipe</source>
        <translation>风笛</translation>
    </message>
    <message>
        <source>Banjo</source>
        <translation>班卓琴</translation>
    </message>
    <message>
        <source>Baritone sax</source>
        <translation>上低音萨克斯</translation>
    </message>
    <message>
        <source>Bass</source>
        <translation>贝斯</translation>
    </message>
    <message>
        <source>Bass and lead</source>
        <translation>贝斯主音</translation>
    </message>
    <message>
        <source>Bassoon</source>
        <translation>大管</translation>
    </message>
    <message>
        <source>Bird tweet</source>
        <translation>鸟鸣</translation>
    </message>
    <message>
        <source>Blown bottle</source>
        <translation>吹瓶</translation>
    </message>
    <message>
        <source>Bowed pad</source>
        <translation>弓弦铺底</translation>
    </message>
    <message>
        <source>Brass</source>
        <translation>铜管</translation>
    </message>
    <message>
        <source>Brass section</source>
        <translation>铜管组</translation>
    </message>
    <message>
        <source>Breath noise</source>
        <translation>呼吸声</translation>
    </message>
    <message>
        <source>Bright piano</source>
        <translation>明亮钢琴</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>明亮</translation>
    </message>
    <message>
        <source>Calliope lead</source>
        <translation>汽笛风琴主音</translation>
    </message>
    <message>
        <source>Celesta</source>
        <translation>钢片琴</translation>
    </message>
    <message>
        <source>Cello</source>
        <translation>大提琴</translation>
    </message>
    <message>
        <source>Charang lead</source>
        <translation>查朗主音</translation>
    </message>
    <message>
        <source>Chiff lead</source>
        <translation>吹管主音</translation>
    </message>
    <message>
        <source>Choir aahs</source>
        <translation>合唱“啊”</translation>
    </message>
    <message>
        <source>Choir pad</source>
        <translation>合唱铺底</translation>
    </message>
    <message>
        <source>Church organ</source>
        <translation>教堂管风琴</translation>
    </message>
    <message>
        <source>Clarinet</source>
        <translation>单簧管</translation>
    </message>
    <message>
        <source>Clavinet</source>
        <translation>击弦古钢琴</translation>
    </message>
    <message>
        <source>Clean guitar</source>
        <translation>清音吉他</translation>
    </message>
    <message>
        <source>Contrabass</source>
        <translation>低音提琴</translation>
    </message>
    <message>
        <source>Crystal</source>
        <translation>水晶</translation>
    </message>
    <message>
        <source>Distortion guitar</source>
        <translation>失真吉他</translation>
    </message>
    <message>
        <source>Drawbar organ</source>
        <translation>拉杆风琴</translation>
    </message>
    <message>
        <source>Drum kit</source>
        <translation>鼓组</translation>
    </message>
    <message>
        <source>Dulcimer</source>
        <translation>扬琴</translation>
    </message>
    <message>
        <source>Echoes</source>
        <translation>回声</translation>
    </message>
    <message>
        <source>Effects</source>
        <translation>音效</translation>
    </message>
    <message>
        <source>Electric grand</source>
        <translation>电三角钢琴</translation>
    </message>
    <message>
        <source>Electric piano 1</source>
        <translation>电钢琴 1</translation>
    </message>
    <message>
        <source>Electric piano 2</source>
        <translation>电钢琴 2</translation>
    </message>
    <message>
        <source>English horn</source>
        <translation>英国管</translation>
    </message>
    <message>
        <source>Ensemble</source>
        <translation>合奏</translation>
    </message>
    <message>
        <source>Fiddle</source>
        <translation>民间提琴</translation>
    </message>
    <message>
        <source>Fifths lead</source>
        <translation>五度主音</translation>
    </message>
    <message>
        <source>Fingered bass</source>
        <translation>指弹贝斯</translation>
    </message>
    <message>
        <source>Flute</source>
        <translation>长笛</translation>
    </message>
    <message>
        <source>French horn</source>
        <translation>圆号</translation>
    </message>
    <message>
        <source>Fret noise</source>
        <translation>品丝噪声</translation>
    </message>
    <message>
        <source>Fretless bass</source>
        <translation>无品贝斯</translation>
    </message>
    <message>
        <source>Glockenspiel</source>
        <translation>钟琴</translation>
    </message>
    <message>
        <source>Goblins</source>
        <translation>精灵</translation>
    </message>
    <message>
        <source>Grand piano</source>
        <translation>三角钢琴</translation>
    </message>
    <message>
        <source>Guitar</source>
        <translation>吉他</translation>
    </message>
    <message>
        <source>Guitar harmonics</source>
        <translation>吉他泛音</translation>
    </message>
    <message>
        <source>Gunshot</source>
        <translation>枪声</translation>
    </message>
    <message>
        <source>Halo pad</source>
        <translation>光环铺底</translation>
    </message>
    <message>
        <source>Harmonica</source>
        <translation>口琴</translation>
    </message>
    <message>
        <source>Harp</source>
        <translation>竖琴</translation>
    </message>
    <message>
        <source>Harpsichord</source>
        <translation>羽管键琴</translation>
    </message>
    <message>
        <source>Helicopter</source>
        <translation>直升机</translation>
    </message>
    <message>
        <source>Honky-tonk</source>
        <translation>酒吧钢琴</translation>
    </message>
    <message>
        <source>Jazz guitar</source>
        <translation>爵士吉他</translation>
    </message>
    <message>
        <source>Kalimba</source>
        <translation>拇指琴</translation>
    </message>
    <message>
        <source>Koto</source>
        <translation>日本筝</translation>
    </message>
    <message>
        <source>Lead</source>
        <translation>主音</translation>
    </message>
    <message>
        <source>Mallets</source>
        <translation>键槌乐器</translation>
    </message>
    <message>
        <source>Marimba</source>
        <translation>马林巴</translation>
    </message>
    <message>
        <source>Melodic tom</source>
        <translation>旋律嗵鼓</translation>
    </message>
    <message>
        <source>Metallic pad</source>
        <translation>金属铺底</translation>
    </message>
    <message>
        <source>Music box</source>
        <translation>八音盒</translation>
    </message>
    <message>
        <source>Muted guitar</source>
        <translation>闷音吉他</translation>
    </message>
    <message>
        <source>Muted trumpet</source>
        <translation>弱音小号</translation>
    </message>
    <message>
        <source>New age pad</source>
        <translation>新世纪铺底</translation>
    </message>
    <message>
        <source>Nylon guitar</source>
        <translation>尼龙弦吉他</translation>
    </message>
    <message>
        <source>Oboe</source>
        <translation>双簧管</translation>
    </message>
    <message>
        <source>Ocarina</source>
        <translation>陶笛</translation>
    </message>
    <message>
        <source>Orchestra hit</source>
        <translation>管弦齐奏</translation>
    </message>
    <message>
        <source>Organ</source>
        <translation>风琴</translation>
    </message>
    <message>
        <source>Overdriven guitar</source>
        <translation>过载吉他</translation>
    </message>
    <message>
        <source>Pad</source>
        <translation>铺底</translation>
    </message>
    <message>
        <source>Pan flute</source>
        <translation>排箫</translation>
    </message>
    <message>
        <source>Percussive</source>
        <translation>打击乐</translation>
    </message>
    <message>
        <source>Percussive organ</source>
        <translation>打击风琴</translation>
    </message>
    <message>
        <source>Piano</source>
        <translation>钢琴</translation>
    </message>
    <message>
        <source>Piccolo</source>
        <translation>短笛</translation>
    </message>
    <message>
        <source>Picked bass</source>
        <translation>拨片贝斯</translation>
    </message>
    <message>
        <source>Pipe</source>
        <translation>笛类</translation>
    </message>
    <message>
        <source>Pizzicato strings</source>
        <translation>拨奏弦乐</translation>
    </message>
    <message>
        <source>Polysynth pad</source>
        <translation>复音合成铺底</translation>
    </message>
    <message>
        <source>Rain</source>
        <translation>雨声</translation>
    </message>
    <message>
        <source>Recorder</source>
        <translation>竖笛</translation>
    </message>
    <message>
        <source>Reed</source>
        <translation>簧管</translation>
    </message>
    <message>
        <source>Reed organ</source>
        <translation>簧风琴</translation>
    </message>
    <message>
        <source>Reverse cymbal</source>
        <translation>反向镲</translation>
    </message>
    <message>
        <source>Rock organ</source>
        <translation>摇滚风琴</translation>
    </message>
    <message>
        <source>Saw lead</source>
        <translation>锯齿波主音</translation>
    </message>
    <message>
        <source>Sci-fi</source>
        <translation>科幻</translation>
    </message>
    <message>
        <source>Seashore</source>
        <translation>海浪</translation>
    </message>
    <message>
        <source>Shakuhachi</source>
        <translation>尺八</translation>
    </message>
    <message>
        <source>Shamisen</source>
        <translation>三味线</translation>
    </message>
    <message>
        <source>Shanai</source>
        <translation>唢呐</translation>
    </message>
    <message>
        <source>Sitar</source>
        <translation>西塔尔琴</translation>
    </message>
    <message>
        <source>Slap bass 1</source>
        <translation>击弦贝斯 1</translation>
    </message>
    <message>
        <source>Slap bass 2</source>
        <translation>击弦贝斯 2</translation>
    </message>
    <message>
        <source>Soprano sax</source>
        <translation>高音萨克斯</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>声响</translation>
    </message>
    <message>
        <source>Soundtrack</source>
        <translation>配乐</translation>
    </message>
    <message>
        <source>Square lead</source>
        <translation>方波主音</translation>
    </message>
    <message>
        <source>Steel drums</source>
        <translation>钢鼓</translation>
    </message>
    <message>
        <source>Steel guitar</source>
        <translation>钢弦吉他</translation>
    </message>
    <message>
        <source>String ensemble 1</source>
        <translation>弦乐合奏 1</translation>
    </message>
    <message>
        <source>String ensemble 2</source>
        <translation>弦乐合奏 2</translation>
    </message>
    <message>
        <source>Strings</source>
        <translation>弦乐</translation>
    </message>
    <message>
        <source>Sweep pad</source>
        <translation>扫掠铺底</translation>
    </message>
    <message>
        <source>Synth bass 1</source>
        <translation>合成贝斯 1</translation>
    </message>
    <message>
        <source>Synth bass 2</source>
        <translation>合成贝斯 2</translation>
    </message>
    <message>
        <source>Synth brass 1</source>
        <translation>合成铜管 1</translation>
    </message>
    <message>
        <source>Synth brass 2</source>
        <translation>合成铜管 2</translation>
    </message>
    <message>
        <source>Synth drum</source>
        <translation>合成鼓</translation>
    </message>
    <message>
        <source>Synth strings 1</source>
        <translation>合成弦乐 1</translation>
    </message>
    <message>
        <source>Synth strings 2</source>
        <translation>合成弦乐 2</translation>
    </message>
    <message>
        <source>Synth voice</source>
        <translation>合成人声</translation>
    </message>
    <message>
        <source>Taiko</source>
        <translation>太鼓</translation>
    </message>
    <message>
        <source>Tango accordion</source>
        <translation>探戈手风琴</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>电话铃</translation>
    </message>
    <message>
        <source>Tenor sax</source>
        <translation>次中音萨克斯</translation>
    </message>
    <message>
        <source>Timpani</source>
        <translation>定音鼓</translation>
    </message>
    <message>
        <source>Tinkle bell</source>
        <translation>铃铛</translation>
    </message>
    <message>
        <source>Tremolo strings</source>
        <translation>颤音弦乐</translation>
    </message>
    <message>
        <source>Trombone</source>
        <translation>长号</translation>
    </message>
    <message>
        <source>Trumpet</source>
        <translation>小号</translation>
    </message>
    <message>
        <source>Tuba</source>
        <translation>大号</translation>
    </message>
    <message>
        <source>Tubular bells</source>
        <translation>管钟</translation>
    </message>
    <message>
        <source>Vibraphone</source>
        <translation>颤音琴</translation>
    </message>
    <message>
        <source>Viola</source>
        <translation>中提琴</translation>
    </message>
    <message>
        <source>Violin</source>
        <translation>小提琴</translation>
    </message>
    <message>
        <source>Voice lead</source>
        <translation>人声主音</translation>
    </message>
    <message>
        <source>Voice oohs</source>
        <translation>人声“喔”</translation>
    </message>
    <message>
        <source>Warm pad</source>
        <translation>温暖铺底</translation>
    </message>
    <message>
        <source>Whistle</source>
        <translation>口哨</translation>
    </message>
    <message>
        <source>Woodblock</source>
        <translation>木鱼</translation>
    </message>
    <message>
        <source>World</source>
        <translation>民族乐器</translation>
    </message>
    <message>
        <source>Xylophone</source>
        <translation>木琴</translation>
    </message>
</context>
<context>
    <name>KeyLock</name>
    <message>
        <source>Key</source>
        <translation>调</translation>
    </message>
    <message>
        <source>Key to stay in</source>
        <translation>要遵循的调</translation>
    </message>
    <message>
        <source>Major</source>
        <translation>大调</translation>
    </message>
    <message>
        <source>Minor</source>
        <translation>小调</translation>
    </message>
    <message>
        <source>No note outside this key</source>
        <translation>不出现调外音</translation>
    </message>
    <message>
        <source>free</source>
        <translation>自由</translation>
    </message>
</context>
<context>
    <name>LockRow</name>
    <message>
        <source>Lock: %1</source>
        <translation>锁定：%1</translation>
    </message>
</context>
<context>
    <name>Manual</name>
    <message>
        <source>Back (Alt+Left)</source>
        <translation>后退 (Alt+Left)</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Contents (Alt+Home)</source>
        <translation>目录 (Alt+Home)</translation>
    </message>
    <message>
        <source>Forward (Alt+Right)</source>
        <translation>前进 (Alt+Right)</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>手册</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>什么也没找到。</translation>
    </message>
    <message>
        <source>Search the manual</source>
        <translation>搜索手册</translation>
    </message>
    <message>
        <source>Search the manual (Ctrl+F)</source>
        <translation>搜索手册 (Ctrl+F)</translation>
    </message>
    <message>
        <source>There is more: another word narrows it down.</source>
        <translation>还有更多：再加一个词可缩小范围。</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>找到的内容</translation>
    </message>
</context>
<context>
    <name>MessageBars</name>
    <message>
        <source>OK</source>
        <translation>好</translation>
    </message>
</context>
<context>
    <name>MorphPad</name>
    <message>
        <source>Drag to hear what lies between the clips; arrows move a step, a right click on a corner or its letter chooses its clip, a dropped MIDI file becomes one</source>
        <translation>拖动可听到片段之间的过渡；方向键移动一步，右键单击角落或按其字母选择片段，拖入的 MIDI 文件会成为一个角</translation>
    </message>
    <message>
        <source>Morph pad, column %1 of %3, row %2 of %3; %4</source>
        <translation>变形板，第 %1 列，第 %2 行，共 %3 列 %3 行；%4</translation>
    </message>
</context>
<context>
    <name>Morphing</name>
    <message>
        <source>From a file…</source>
        <translation>从文件选择…</translation>
    </message>
    <message>
        <source>Music (%1)</source>
        <translation>音乐 (%1)</translation>
    </message>
    <message>
        <source>Music for corner %1</source>
        <translation>角落 %1 的音乐</translation>
    </message>
    <message>
        <source>What comes by itself</source>
        <translation>自动选择</translation>
    </message>
</context>
<context>
    <name>Mouse</name>
    <message>
        <source>Analysis</source>
        <translation>分析</translation>
    </message>
    <message>
        <source>At a track’s end, at a bar, or as new tracks</source>
        <translation>接在轨道末尾、放在小节处，或成为新轨道</translation>
    </message>
    <message>
        <source>Back where it began</source>
        <translation>回到初始值</translation>
    </message>
    <message>
        <source>Choose it, and go there</source>
        <translation>选中并前往</translation>
    </message>
    <message>
        <source>Choose the clip of that corner</source>
        <translation>选择那个角的片段</translation>
    </message>
    <message>
        <source>Click in the tree</source>
        <translation>单击候选树</translation>
    </message>
    <message>
        <source>Click on a clip</source>
        <translation>单击片段</translation>
    </message>
    <message>
        <source>Click on a point</source>
        <translation>单击某点</translation>
    </message>
    <message>
        <source>Click on a take</source>
        <translation>单击候选</translation>
    </message>
    <message>
        <source>Clips and tracks</source>
        <translation>片段与轨道</translation>
    </message>
    <message>
        <source>Ctrl or Shift + click</source>
        <translation>Ctrl 或 Shift + 单击</translation>
    </message>
    <message>
        <source>Double click on a slider</source>
        <translation>双击滑块</translation>
    </message>
    <message>
        <source>Double click on a take</source>
        <translation>双击候选</translation>
    </message>
    <message>
        <source>Double click on a track</source>
        <translation>双击轨道</translation>
    </message>
    <message>
        <source>Drag a take, a clip or dots</source>
        <translation>拖动候选、片段或点状把手</translation>
    </message>
    <message>
        <source>Drag a track</source>
        <translation>拖动轨道</translation>
    </message>
    <message>
        <source>Drag or wheel on its volume</source>
        <translation>在音量上拖动或滚轮</translation>
    </message>
    <message>
        <source>Drag the puck</source>
        <translation>拖动圆点</translation>
    </message>
    <message>
        <source>Drop a .mid on a corner</source>
        <translation>将 .mid 放到角上</translation>
    </message>
    <message>
        <source>Drop a .mid on top</source>
        <translation>将 .mid 放到顶栏上</translation>
    </message>
    <message>
        <source>Drop it elsewhere</source>
        <translation>放到别处</translation>
    </message>
    <message>
        <source>Go to what was offered then</source>
        <translation>回到当时的候选</translation>
    </message>
    <message>
        <source>Hear it</source>
        <translation>试听</translation>
    </message>
    <message>
        <source>Hear what lies between the clips</source>
        <translation>听片段之间的内容</translation>
    </message>
    <message>
        <source>In and out</source>
        <translation>进与出</translation>
    </message>
    <message>
        <source>Into a DAW or a folder</source>
        <translation>进入 DAW 或文件夹</translation>
    </message>
    <message>
        <source>It is the clip there</source>
        <translation>成为那里的片段</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>采纳</translation>
    </message>
    <message>
        <source>Louder or softer</source>
        <translation>更响或更轻</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>More or less</source>
        <translation>增加或减少</translation>
    </message>
    <message>
        <source>Morph pad</source>
        <translation>变形板</translation>
    </message>
    <message>
        <source>Name or instrument</source>
        <translation>名称或乐器</translation>
    </message>
    <message>
        <source>One file with a track each, or one file each</source>
        <translation>一个文件、每个一轨，或各成一个文件</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Pick it, to drag several</source>
        <translation>选取，以便一起拖动</translation>
    </message>
    <message>
        <source>Rest on a point</source>
        <translation>停在某点上</translation>
    </message>
    <message>
        <source>Right click</source>
        <translation>右键单击</translation>
    </message>
    <message>
        <source>Right click on a take</source>
        <translation>右键单击候选</translation>
    </message>
    <message>
        <source>Right click on a track</source>
        <translation>右键单击轨道</translation>
    </message>
    <message>
        <source>Save the plot or the page</source>
        <translation>保存图表或此页</translation>
    </message>
    <message>
        <source>Scroll the cards</source>
        <translation>滚动卡片</translation>
    </message>
    <message>
        <source>Select its notes in the roll</source>
        <translation>在卷帘中选中它的音符</translation>
    </message>
    <message>
        <source>Shift + drag of several takes</source>
        <translation>Shift + 拖动几个候选</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>候选</translation>
    </message>
    <message>
        <source>Up or down the list, or out of it</source>
        <translation>在列表中上下移动，或拖出去</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>它是什么</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>滚轮</translation>
    </message>
    <message>
        <source>Wheel on tempo or slider</source>
        <translation>在速度或滑块上滚轮</translation>
    </message>
</context>
<context>
    <name>NotesPage</name>
    <message>
        <source>% of the notes</source>
        <translation>占音符的 %</translation>
    </message>
    <message>
        <source>%1 semitones</source>
        <translation>%1 个半音</translation>
    </message>
    <message>
        <source>%1: %2 %</source>
        <translation>%1：%2 %</translation>
    </message>
    <message>
        <source>%1: %2 % on average, mostly %3 to %4</source>
        <translation>%1：平均 %2 %，多在 %3 到 %4 之间</translation>
    </message>
    <message>
        <source>Drums beside %1</source>
        <translation>鼓与%1比较</translation>
    </message>
    <message>
        <source>Intervals beside %1</source>
        <translation>音程与%1比较</translation>
    </message>
    <message>
        <source>Pitch classes beside %1</source>
        <translation>音级与%1比较</translation>
    </message>
    <message>
        <source>more than an octave down</source>
        <translation>向下超过八度</translation>
    </message>
    <message>
        <source>more than an octave up</source>
        <translation>向上超过八度</translation>
    </message>
    <message>
        <source>semitones to the next note</source>
        <translation>到下一个音符的半音数</translation>
    </message>
</context>
<context>
    <name>NumberLock</name>
    <message>
        <source>free</source>
        <translation>自由</translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <source>0 as the model plays it; above 0 more drums join in, below 0 fewer</source>
        <translation>0 为模型原样；大于 0 加入更多鼓，小于 0 减少</translation>
    </message>
    <message>
        <source>0 leaves the notes as they are, 1 plays them as the model would, more exaggerates</source>
        <translation>0 保持音符原样，1 按模型演奏，更大则更夸张</translation>
    </message>
    <message>
        <source>16th</source>
        <translation>个十六分音符</translation>
    </message>
    <message>
        <source>16ths</source>
        <translation>个十六分音符</translation>
    </message>
    <message>
        <source>About how many notes a bar to write; empty leaves it open</source>
        <translation>每小节大约写多少个音符；留空则不限</translation>
    </message>
    <message>
        <source>Adventure</source>
        <translation>大胆度</translation>
    </message>
    <message>
        <source>Against a pitch for the fifth time in a row</source>
        <translation>避免同一音高连续出现第五次</translation>
    </message>
    <message>
        <source>Against staying on one side of the mean</source>
        <translation>避免一直停在平均音高的一侧</translation>
    </message>
    <message>
        <source>Against striking a take&apos;s highest pitch again</source>
        <translation>避免再次出现候选中的最高音</translation>
    </message>
    <message>
        <source>Against striking a take&apos;s lowest pitch again</source>
        <translation>避免再次出现候选中的最低音</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>程度</translation>
    </message>
    <message>
        <source>Around which pitch to write; empty leaves it open</source>
        <translation>围绕哪个音高书写；留空则不限</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>同时</translation>
    </message>
    <message>
        <source>Back and forth</source>
        <translation>往返</translation>
    </message>
    <message>
        <source>Begins at home</source>
        <translation>从主音开始</translation>
    </message>
    <message>
        <source>Choice</source>
        <translation>挑选</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>密度</translation>
    </message>
    <message>
        <source>Draw more takes than are shown, and what to choose them by</source>
        <translation>抽取比显示更多的候选，以及据何挑选</translation>
    </message>
    <message>
        <source>Drawn for each shown</source>
        <translation>每个显示的抽取数</translation>
    </message>
    <message>
        <source>Few repeats</source>
        <translation>少重复</translation>
    </message>
    <message>
        <source>Focus</source>
        <translation>集中度</translation>
    </message>
    <message>
        <source>For a step back after a leap of a tritone or more</source>
        <translation>三全音以上的跳进之后以级进回返</translation>
    </message>
    <message>
        <source>For a take that begins on the tonic</source>
        <translation>候选从主音开始</translation>
    </message>
    <message>
        <source>For going on as after the same notes earlier</source>
        <translation>像先前相同音符之后那样继续</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>曲式</translation>
    </message>
    <message>
        <source>How far behind the beat, on average; below 0 ahead of it; empty lets the model say</source>
        <translation>平均落后拍点多少；小于 0 为提前；留空由模型决定</translation>
    </message>
    <message>
        <source>How far single notes stray from that; empty lets the model say</source>
        <translation>各音符偏离它多少；留空由模型决定</translation>
    </message>
    <message>
        <source>How many answers</source>
        <translation>多少个答案</translation>
    </message>
    <message>
        <source>How many answers to offer</source>
        <translation>提供多少个答案</translation>
    </message>
    <message>
        <source>How many bars</source>
        <translation>多少小节</translation>
    </message>
    <message>
        <source>How many bars to add</source>
        <translation>增加多少小节</translation>
    </message>
    <message>
        <source>How many clips between the two</source>
        <translation>两者之间有多少个片段</translation>
    </message>
    <message>
        <source>How readily new bars of a melody come back to earlier ones: 1 as music does, 0 as it happens</source>
        <translation>旋律的新小节多愿意回到前面的小节：1 如音乐通常那样，0 顺其自然</translation>
    </message>
    <message>
        <source>How strictly the locks hold: 1 is never violated, 0 is ignored</source>
        <translation>锁定的严格程度：1 绝不违反，0 忽略</translation>
    </message>
    <message>
        <source>In key</source>
        <translation>调内</translation>
    </message>
    <message>
        <source>Known notes</source>
        <translation>已知音符</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>滞后</translation>
    </message>
    <message>
        <source>Leaps answered</source>
        <translation>跳进有回应</translation>
    </message>
    <message>
        <source>Leaps resolved</source>
        <translation>跳进得到解决</translation>
    </message>
    <message>
        <source>Leaves out the least likely notes; 1 leaves out none</source>
        <translation>排除最不可能的音符；1 一个也不排除</translation>
    </message>
    <message>
        <source>Leaves out the least likely; 1 leaves out none</source>
        <translation>排除最不可能的；1 一个也不排除</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Looseness</source>
        <translation>松散度</translation>
    </message>
    <message>
        <source>Low keeps to the expected, high dares; 0 is the one central answer</source>
        <translation>低则循规，高则大胆；0 是唯一的中心答案</translation>
    </message>
    <message>
        <source>Low keeps to the expected, high dares; 0 is the one most likely answer</source>
        <translation>低则循规，高则大胆；0 是最可能的那个答案</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Motif</source>
        <translation>动机</translation>
    </message>
    <message>
        <source>Motifs</source>
        <translation>动机</translation>
    </message>
    <message>
        <source>Never more notes in a row that were heard like that before</source>
        <translation>连续重现先前音符不超过此数</translation>
    </message>
    <message>
        <source>Never more strokes in a row that were heard like that before</source>
        <translation>连续重现先前击打不超过此数</translation>
    </message>
    <message>
        <source>No more drums than this at once</source>
        <translation>同时发声的鼓不超过此数</translation>
    </message>
    <message>
        <source>No repeats</source>
        <translation>不重复</translation>
    </message>
    <message>
        <source>No take with more notes in a row that stand in the training music</source>
        <translation>候选中连续出现在训练音乐里的音符不超过此数</translation>
    </message>
    <message>
        <source>Novelty</source>
        <translation>新意</translation>
    </message>
    <message>
        <source>Of so many takes drawn one is shown; 1 shows them all as they come</source>
        <translation>抽取这么多候选才显示一个；1 则照原样全部显示</translation>
    </message>
    <message>
        <source>One floor</source>
        <translation>单一最低音</translation>
    </message>
    <message>
        <source>One summit</source>
        <translation>单一最高音</translation>
    </message>
    <message>
        <source>Prefer takes that answer leaps by a step back</source>
        <translation>偏好以级进回应跳进的候选</translation>
    </message>
    <message>
        <source>Prefer takes that do not stay on one note</source>
        <translation>偏好不停在一个音上的候选</translation>
    </message>
    <message>
        <source>Prefer takes that take up what was heard before</source>
        <translation>偏好承接先前内容的候选</translation>
    </message>
    <message>
        <source>Prefer takes unlike the music before and each other</source>
        <translation>偏好与先前音乐及彼此不同的候选</translation>
    </message>
    <message>
        <source>Prefer takes with few notes outside the key</source>
        <translation>偏好调外音少的候选</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>音区</translation>
    </message>
    <message>
        <source>Rhythm</source>
        <translation>节奏</translation>
    </message>
    <message>
        <source>Rules of theory, and how much each weighs</source>
        <translation>乐理规则，以及各自的权重</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>候选</translation>
    </message>
    <message>
        <source>Taste</source>
        <translation>品味</translation>
    </message>
    <message>
        <source>Way</source>
        <translation>走法</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Which of the music that the model has learnt from the notes are like</source>
        <translation>音符像模型学过的哪种音乐</translation>
    </message>
    <message>
        <source>afrobeat</source>
        <translation>非洲节拍</translation>
    </message>
    <message>
        <source>afrocuban</source>
        <translation>非洲古巴</translation>
    </message>
    <message>
        <source>any</source>
        <translation>任意</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>auto, or one of afrobeat, afrocuban, blues, country, dance, funk, gospel, highlife, hiphop, jazz, latin, middleeastern, neworleans, pop, punk, reggae, rock, soul</source>
        <translation>自动，或 afrobeat、afrocuban、blues、country、dance、funk、gospel、highlife、hiphop、jazz、latin、middleeastern、neworleans、pop、punk、reggae、rock、soul 之一</translation>
    </message>
    <message>
        <source>auto: drums on a drum track, else a melody; trio: melody, bass and drums</source>
        <translation>自动：鼓轨上生成鼓，其他轨生成旋律；三重奏：旋律、贝斯和鼓</translation>
    </message>
    <message>
        <source>bar</source>
        <translation>小节</translation>
    </message>
    <message>
        <source>bars</source>
        <translation>小节</translation>
    </message>
    <message>
        <source>blues</source>
        <translation>布鲁斯</translation>
    </message>
    <message>
        <source>country</source>
        <translation>乡村</translation>
    </message>
    <message>
        <source>dance</source>
        <translation>舞曲</translation>
    </message>
    <message>
        <source>drum</source>
        <translation>种鼓</translation>
    </message>
    <message>
        <source>drums</source>
        <translation>种鼓</translation>
    </message>
    <message>
        <source>fiddle</source>
        <translation>民间提琴</translation>
    </message>
    <message>
        <source>free</source>
        <translation>自由</translation>
    </message>
    <message>
        <source>funk</source>
        <translation>放克</translation>
    </message>
    <message>
        <source>gospel</source>
        <translation>福音</translation>
    </message>
    <message>
        <source>heard</source>
        <translation>听感</translation>
    </message>
    <message>
        <source>heard: a like part of the notes changes with each step; latent: even steps in the model&apos;s space, and half way something new</source>
        <translation>听感：每一步改变同样多的音符；潜空间：在模型的空间里等距，走到一半时会出现新东西</translation>
    </message>
    <message>
        <source>highlife</source>
        <translation>高生活</translation>
    </message>
    <message>
        <source>hiphop</source>
        <translation>嘻哈</translation>
    </message>
    <message>
        <source>irish</source>
        <translation>爱尔兰</translation>
    </message>
    <message>
        <source>jazz</source>
        <translation>爵士</translation>
    </message>
    <message>
        <source>keep</source>
        <translation>保持</translation>
    </message>
    <message>
        <source>keep: begin and end notes where the melody&apos;s last bars do</source>
        <translation>保持：音符的起止与旋律最后几小节相同</translation>
    </message>
    <message>
        <source>latent</source>
        <translation>潜空间</translation>
    </message>
    <message>
        <source>latin</source>
        <translation>拉丁</translation>
    </message>
    <message>
        <source>markov</source>
        <translation>马尔可夫</translation>
    </message>
    <message>
        <source>melody</source>
        <translation>旋律</translation>
    </message>
    <message>
        <source>middleeastern</source>
        <translation>中东</translation>
    </message>
    <message>
        <source>network</source>
        <translation>神经网络</translation>
    </message>
    <message>
        <source>network: all that was learnt; markov: tables of what follows the last three notes or chords</source>
        <translation>神经网络：学到的全部；马尔可夫：记录最后三个音符或和弦之后接什么的表格</translation>
    </message>
    <message>
        <source>neworleans</source>
        <translation>新奥尔良</translation>
    </message>
    <message>
        <source>note</source>
        <translation>个音符</translation>
    </message>
    <message>
        <source>notes</source>
        <translation>个音符</translation>
    </message>
    <message>
        <source>notes a bar</source>
        <translation>个音符/小节</translation>
    </message>
    <message>
        <source>pitch</source>
        <translation>音高</translation>
    </message>
    <message>
        <source>pop</source>
        <translation>流行</translation>
    </message>
    <message>
        <source>punk</source>
        <translation>朋克</translation>
    </message>
    <message>
        <source>reggae</source>
        <translation>雷鬼</translation>
    </message>
    <message>
        <source>rock</source>
        <translation>摇滚</translation>
    </message>
    <message>
        <source>songbook</source>
        <translation>经典歌集</translation>
    </message>
    <message>
        <source>soul</source>
        <translation>灵魂乐</translation>
    </message>
    <message>
        <source>stroke</source>
        <translation>次击打</translation>
    </message>
    <message>
        <source>strokes</source>
        <translation>次击打</translation>
    </message>
    <message>
        <source>take</source>
        <translation>个候选</translation>
    </message>
    <message>
        <source>takes</source>
        <translation>个候选</translation>
    </message>
    <message>
        <source>trio</source>
        <translation>三重奏</translation>
    </message>
</context>
<context>
    <name>Outgoing</name>
    <message>
        <source>%1 - notes</source>
        <translation>%1 - 音符</translation>
    </message>
    <message>
        <source>%1 - take %2</source>
        <translation>%1 - 候选 %2</translation>
    </message>
    <message>
        <source>%1 - takes %2</source>
        <translation>%1 - 候选 %2</translation>
    </message>
    <message>
        <source>MIDI (*.mid)</source>
        <translation>MIDI (*.mid)</translation>
    </message>
    <message>
        <source>Save as MIDI</source>
        <translation>存为 MIDI</translation>
    </message>
    <message>
        <source>There is nothing to take along: select notes or a take first</source>
        <translation>没有可带走的内容：请先选择音符或候选</translation>
    </message>
    <message>
        <source>Wrote %1</source>
        <translation>已写入 %1</translation>
    </message>
    <message>
        <source>“%1” is on the clipboard as a MIDI file</source>
        <translation>“%1”已作为 MIDI 文件放入剪贴板</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>All actions</source>
        <translation>所有操作</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>想做什么？</translation>
    </message>
    <message>
        <source>go there</source>
        <translation>转到</translation>
    </message>
</context>
<context>
    <name>Parts</name>
    <message>
        <source>Bass</source>
        <translation>贝斯</translation>
    </message>
    <message>
        <source>Drums</source>
        <translation>鼓</translation>
    </message>
    <message>
        <source>Melody</source>
        <translation>旋律</translation>
    </message>
</context>
<context>
    <name>Pitches</name>
    <message>
        <source>%1 major</source>
        <translation>%1 大调</translation>
    </message>
    <message>
        <source>%1 minor</source>
        <translation>%1 小调</translation>
    </message>
</context>
<context>
    <name>Places</name>
    <message>
        <source>?  keys     Ctrl+P  everything</source>
        <translation>?  按键     Ctrl+P  所有操作</translation>
    </message>
    <message>
        <source>Drag a take into your DAW · Enter keeps it · 1–4 compare</source>
        <translation>将候选拖到 DAW · Enter 采纳 · 1–4 比较</translation>
    </message>
    <message>
        <source>Drag the selected notes into your DAW or a folder</source>
        <translation>将所选音符拖到 DAW 或文件夹</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Space plays · R records · C continues · Shift+F1 opens the manual</source>
        <translation>Space 播放 · R 录音 · C 续写 · Shift+F1 打开手册</translation>
    </message>
    <message>
        <source>The grid that notes snap to</source>
        <translation>音符吸附的网格</translation>
    </message>
</context>
<context>
    <name>Placing</name>
    <message>
        <source>Drums</source>
        <translation>鼓</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>候选</translation>
    </message>
</context>
<context>
    <name>PlayerNews</name>
    <message>
        <source>The player had stopped and was started anew</source>
        <translation>播放器曾停止，已重新启动</translation>
    </message>
</context>
<context>
    <name>Pruning</name>
    <message>
        <source>%1: done; Ctrl+Z brings back what is gone</source>
        <translation>%1：完成；Ctrl+Z 可恢复</translation>
    </message>
    <message>
        <source>Delete %1 takes</source>
        <translation>删除 %1 个候选</translation>
    </message>
    <message>
        <source>Delete take %1</source>
        <translation>删除候选 %1</translation>
    </message>
    <message>
        <source>These takes are still being made; Esc stops that</source>
        <translation>这些候选仍在制作中；按 Esc 停止</translation>
    </message>
</context>
<context>
    <name>RangeLock</name>
    <message>
        <source>Lowest and highest note, as C4 – C6</source>
        <translation>最低音与最高音，如 C4 – C6</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>音域</translation>
    </message>
</context>
<context>
    <name>Reader</name>
    <message>
        <source>Page of the manual</source>
        <translation>手册页面</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>%1 across</source>
        <translation>横向 %1</translation>
    </message>
    <message>
        <source>%1 down</source>
        <translation>纵向 %1</translation>
    </message>
    <message>
        <source>%1 drum</source>
        <translation>%1 种鼓</translation>
    </message>
    <message>
        <source>%1 drums</source>
        <translation>%1 种鼓</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1打%2</translation>
    </message>
    <message>
        <source>%1 ms ahead</source>
        <translation>提前 %1 毫秒</translation>
    </message>
    <message>
        <source>%1 ms behind</source>
        <translation>落后 %1 毫秒</translation>
    </message>
    <message>
        <source>%1 ms loose</source>
        <translation>松散 %1 毫秒</translation>
    </message>
    <message>
        <source>%1 of the way</source>
        <translation>过渡到 %1</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1在第 %2 拍</translation>
    </message>
    <message>
        <source>%1 on %2 and %3</source>
        <translation>%1在第 %2、%3 拍</translation>
    </message>
    <message>
        <source>%1 on every beat</source>
        <translation>%1每拍都打</translation>
    </message>
    <message>
        <source>%1; try another folder</source>
        <translation>%1；请换一个文件夹</translation>
    </message>
    <message>
        <source>a fifth</source>
        <translation>五度</translation>
    </message>
    <message>
        <source>a fourteenth</source>
        <translation>十四度</translation>
    </message>
    <message>
        <source>a fourth</source>
        <translation>四度</translation>
    </message>
    <message>
        <source>a ninth</source>
        <translation>九度</translation>
    </message>
    <message>
        <source>a second</source>
        <translation>二度</translation>
    </message>
    <message>
        <source>a seventh</source>
        <translation>七度</translation>
    </message>
    <message>
        <source>a sixth</source>
        <translation>六度</translation>
    </message>
    <message>
        <source>a tenth</source>
        <translation>十度</translation>
    </message>
    <message>
        <source>a third</source>
        <translation>三度</translation>
    </message>
    <message>
        <source>a thirteenth</source>
        <translation>十三度</translation>
    </message>
    <message>
        <source>a tritone</source>
        <translation>三全音</translation>
    </message>
    <message>
        <source>a twelfth</source>
        <translation>十二度</translation>
    </message>
    <message>
        <source>an eleventh</source>
        <translation>十一度</translation>
    </message>
    <message>
        <source>an octave</source>
        <translation>八度</translation>
    </message>
    <message>
        <source>answers its leaps</source>
        <translation>跳进有回应</translation>
    </message>
    <message>
        <source>bar %1</source>
        <translation>第 %1 小节</translation>
    </message>
    <message>
        <source>bars %1–%2</source>
        <translation>第 %1–%2 小节</translation>
    </message>
    <message>
        <source>climbs</source>
        <translation>上行</translation>
    </message>
    <message>
        <source>comes home</source>
        <translation>回到主音</translation>
    </message>
    <message>
        <source>cymbals</source>
        <translation>镲</translation>
    </message>
    <message>
        <source>descends</source>
        <translation>下行</translation>
    </message>
    <message>
        <source>echoes %1</source>
        <translation>呼应%1</translation>
    </message>
    <message>
        <source>eighths</source>
        <translation>八分音符</translation>
    </message>
    <message>
        <source>goes somewhere new</source>
        <translation>走向新的地方</translation>
    </message>
    <message>
        <source>hi-hats</source>
        <translation>踩镲</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>全在 %1</translation>
    </message>
    <message>
        <source>in the rhythm of bar %1</source>
        <translation>沿用第 %1 小节的节奏</translation>
    </message>
    <message>
        <source>keeps the groove</source>
        <translation>保持律动</translation>
    </message>
    <message>
        <source>kick</source>
        <translation>底鼓</translation>
    </message>
    <message>
        <source>mostly in %1</source>
        <translation>大多在 %1</translation>
    </message>
    <message>
        <source>never leaves the key</source>
        <translation>从不离调</translation>
    </message>
    <message>
        <source>on the beat</source>
        <translation>在拍点上</translation>
    </message>
    <message>
        <source>one pitch</source>
        <translation>单一音高</translation>
    </message>
    <message>
        <source>quarters</source>
        <translation>四分音符</translation>
    </message>
    <message>
        <source>range %1</source>
        <translation>音域%1</translation>
    </message>
    <message>
        <source>range over two octaves</source>
        <translation>音域超过两个八度</translation>
    </message>
    <message>
        <source>repeats %1</source>
        <translation>重复%1</translation>
    </message>
    <message>
        <source>says something new</source>
        <translation>说出新意</translation>
    </message>
    <message>
        <source>silence</source>
        <translation>无声</translation>
    </message>
    <message>
        <source>sixteenths</source>
        <translation>十六分音符</translation>
    </message>
    <message>
        <source>snare</source>
        <translation>军鼓</translation>
    </message>
    <message>
        <source>stays on no note</source>
        <translation>不停在一个音上</translation>
    </message>
    <message>
        <source>strays from %1</source>
        <translation>偏离 %1</translation>
    </message>
    <message>
        <source>turns in bar %1</source>
        <translation>第 %1 小节转折</translation>
    </message>
    <message>
        <source>two octaves</source>
        <translation>两个八度</translation>
    </message>
    <message>
        <source>unlike the others</source>
        <translation>与其他不同</translation>
    </message>
    <message>
        <source>varies the groove</source>
        <translation>变化律动</translation>
    </message>
    <message>
        <source>works with its motif</source>
        <translation>发展动机</translation>
    </message>
</context>
<context>
    <name>Recording</name>
    <message>
        <source>Nothing was played that could be taken back</source>
        <translation>没有弹过可以找回的内容</translation>
    </message>
    <message>
        <source>Nothing was played, so nothing was recorded</source>
        <translation>什么也没弹，所以没有录下内容</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>录音</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>录音</translation>
    </message>
    <message>
        <source>Take back what was played</source>
        <translation>找回弹过的内容</translation>
    </message>
</context>
<context>
    <name>RecoveryOffer</name>
    <message>
        <source>Arietta did not end well last time. “%1” can be brought back.</source>
        <translation>Arietta 上次没有正常结束。可以恢复“%1”。</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Throw it away</source>
        <translation>丢弃</translation>
    </message>
</context>
<context>
    <name>Replaying</name>
    <message>
        <source>%1 of %2 takes are the same; another machine may round otherwise</source>
        <translation>%2 个候选中有 %1 个相同；其他机器的舍入可能不同</translation>
    </message>
    <message>
        <source>%3 is another model than it was: %1 of %2 takes are the same</source>
        <translation>%3 与当时的模型不同：%2 个候选中有 %1 个相同</translation>
    </message>
    <message>
        <source>Making these takes again …</source>
        <translation>正在重新制作这些候选…</translation>
    </message>
    <message>
        <source>Nothing tells what these takes were made from</source>
        <translation>没有记录这些候选由何而来</translation>
    </message>
    <message>
        <source>The same notes again in all %2 takes, though %3 has changed</source>
        <translation>全部 %2 个候选的音符都相同，虽然 %3 已改变</translation>
    </message>
    <message>
        <source>The same notes again, in all %2 takes</source>
        <translation>全部 %2 个候选的音符都相同</translation>
    </message>
    <message>
        <source>There are no takes yet</source>
        <translation>还没有候选</translation>
    </message>
</context>
<context>
    <name>Roll</name>
    <message>
        <source>%1 beats</source>
        <translation>%1 拍</translation>
    </message>
    <message>
        <source>%1 notes</source>
        <translation>%1 个音符</translation>
    </message>
    <message>
        <source>%1 notes, %2, velocity %3</source>
        <translation>%1 个音符，%2，力度 %3</translation>
    </message>
    <message>
        <source>%1 notes, velocity %3</source>
        <translation>%1 个音符，力度 %3</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 到 %2</translation>
    </message>
    <message>
        <source>%1, bar %2, beat %3, %4, velocity %5</source>
        <translation>%1，第 %2 小节第 %3 拍，长 %4，力度 %5</translation>
    </message>
    <message>
        <source>%1. Arrows: to another place, to another value; Del clears.</source>
        <translation>%1。方向键：换位置、换数值；Del 清除。</translation>
    </message>
    <message>
        <source>+ lane</source>
        <translation>+ 栏</translation>
    </message>
    <message>
        <source>1 beat</source>
        <translation>1 拍</translation>
    </message>
    <message>
        <source>1 note</source>
        <translation>1 个音符</translation>
    </message>
    <message>
        <source>1 to 127</source>
        <translation>1 到 127</translation>
    </message>
    <message>
        <source>A straight line</source>
        <translation>画直线</translation>
    </message>
    <message>
        <source>Add note</source>
        <translation>添加音符</translation>
    </message>
    <message>
        <source>All selected by as much</source>
        <translation>所有选中的一同改变</translation>
    </message>
    <message>
        <source>Alt while dragging</source>
        <translation>拖动时按 Alt</translation>
    </message>
    <message>
        <source>Another loop</source>
        <translation>另设循环</translation>
    </message>
    <message>
        <source>Backwards</source>
        <translation>倒放</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>明亮度</translation>
    </message>
    <message>
        <source>By its number…</source>
        <translation>按编号…</translation>
    </message>
    <message>
        <source>Change length</source>
        <translation>改变长度</translation>
    </message>
    <message>
        <source>Channel pressure</source>
        <translation>通道压力</translation>
    </message>
    <message>
        <source>Chord of the bar</source>
        <translation>小节的和弦</translation>
    </message>
    <message>
        <source>Chords</source>
        <translation>和弦</translation>
    </message>
    <message>
        <source>Chords to stay in: click a bar and type, such as Am</source>
        <translation>要遵循的和弦：单击小节并输入，如 Am</translation>
    </message>
    <message>
        <source>Clear it</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Click</source>
        <translation>单击</translation>
    </message>
    <message>
        <source>Click in the lane of chords</source>
        <translation>单击和弦栏</translation>
    </message>
    <message>
        <source>Click to go to a place, drag in the upper half to loop.</source>
        <translation>单击可跳转，在上半部拖动可循环。</translation>
    </message>
    <message>
        <source>Click: go there · drag in the upper half: loop · right click: menu</source>
        <translation>点击：跳到那里 · 在上半部拖动：循环 · 右键点击：菜单</translation>
    </message>
    <message>
        <source>Controller</source>
        <translation>控制器</translation>
    </message>
    <message>
        <source>Controller %1</source>
        <translation>控制器 %1</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy it</source>
        <translation>复制它</translation>
    </message>
    <message>
        <source>Ctrl + Shift + drag</source>
        <translation>Ctrl + Shift + 拖动</translation>
    </message>
    <message>
        <source>Ctrl + Shift + wheel</source>
        <translation>Ctrl + Shift + 滚轮</translation>
    </message>
    <message>
        <source>Ctrl + drag</source>
        <translation>Ctrl + 拖动</translation>
    </message>
    <message>
        <source>Ctrl + wheel</source>
        <translation>Ctrl + 滚轮</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>剪切</translation>
    </message>
    <message>
        <source>Cut a note in two</source>
        <translation>将音符一分为二</translation>
    </message>
    <message>
        <source>Cut in two</source>
        <translation>一分为二</translation>
    </message>
    <message>
        <source>Cut several</source>
        <translation>切开多个</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>双击</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>踩下</translation>
    </message>
    <message>
        <source>Drag</source>
        <translation>拖动</translation>
    </message>
    <message>
        <source>Drag a handle on the keyboard</source>
        <translation>拖动键盘上的手柄</translation>
    </message>
    <message>
        <source>Drag a selected one</source>
        <translation>拖动选中的音符</translation>
    </message>
    <message>
        <source>Drag a stem, or paint across many, to make notes louder.</source>
        <translation>拖动力度杆，或划过多根，改变音符的力度。</translation>
    </message>
    <message>
        <source>Drag an edge</source>
        <translation>拖动边缘</translation>
    </message>
    <message>
        <source>Drag an end of the loop</source>
        <translation>拖动循环的一端</translation>
    </message>
    <message>
        <source>Drag in a pedal&apos;s</source>
        <translation>在踏板栏里拖动</translation>
    </message>
    <message>
        <source>Drag the loop</source>
        <translation>拖动循环</translation>
    </message>
    <message>
        <source>Drag up or down</source>
        <translation>上下拖动</translation>
    </message>
    <message>
        <source>Drag, lower half</source>
        <translation>在下半部拖动</translation>
    </message>
    <message>
        <source>Drag, upper half</source>
        <translation>在上半部拖动</translation>
    </message>
    <message>
        <source>Drag: down · right drag: up · Alt: off the grid</source>
        <translation>拖动：踩下 · 右键拖动：抬起 · Alt：不吸附</translation>
    </message>
    <message>
        <source>Drag: draw · Shift + drag: a line · right drag: clear</source>
        <translation>拖动：画 · Shift + 拖动：直线 · 右键拖动：清除</translation>
    </message>
    <message>
        <source>Draw a note</source>
        <translation>画音符</translation>
    </message>
    <message>
        <source>Draw it</source>
        <translation>画</translation>
    </message>
    <message>
        <source>Draw note</source>
        <translation>画音符</translation>
    </message>
    <message>
        <source>Draw with the pencil, or press R and play</source>
        <translation>用铅笔画，或按 R 弹奏</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>再制</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>擦除</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>表情</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>跳到那里</translation>
    </message>
    <message>
        <source>Half as fast</source>
        <translation>慢一倍</translation>
    </message>
    <message>
        <source>Hear the key, louder to the right</source>
        <translation>试听此键，越靠右越响</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>键盘</translation>
    </message>
    <message>
        <source>Knife</source>
        <translation>刀</translation>
    </message>
    <message>
        <source>Legato</source>
        <translation>连奏</translation>
    </message>
    <message>
        <source>Lock the range first</source>
        <translation>请先锁定音域</translation>
    </message>
    <message>
        <source>Locks</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Longer or shorter</source>
        <translation>变长或变短</translation>
    </message>
    <message>
        <source>Looking around</source>
        <translation>浏览</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>Louder or softer</source>
        <translation>加强或减弱</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Menu: changes of tempo and meter, loop</source>
        <translation>菜单：速度与拍号变化、循环</translation>
    </message>
    <message>
        <source>Middle drag</source>
        <translation>中键拖动</translation>
    </message>
    <message>
        <source>Modulation</source>
        <translation>调制</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Move it</source>
        <translation>移动它</translation>
    </message>
    <message>
        <source>Notes of the clip. Insert adds a note. Alt with the left and right arrows goes from note to note. Arrows move notes, Shift with left and right changes their length, Ctrl with up and down how loud they are.</source>
        <translation>片段的音符。Insert 添加音符。Alt 加左右方向键在音符间移动。方向键移动音符，Shift 加左右改变长度，Ctrl 加上下改变力度。</translation>
    </message>
    <message>
        <source>Nudge</source>
        <translation>微移</translation>
    </message>
    <message>
        <source>Number, from 1 to 119</source>
        <translation>编号，1 到 119</translation>
    </message>
    <message>
        <source>Off the grid</source>
        <translation>不吸附网格</translation>
    </message>
    <message>
        <source>On a note</source>
        <translation>在音符上</translation>
    </message>
    <message>
        <source>Other lanes below the notes</source>
        <translation>音符下方的其他栏</translation>
    </message>
    <message>
        <source>Paint them</source>
        <translation>描画力度</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>声像</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Pedal, bend and other lanes</source>
        <translation>踏板、弯音等栏</translation>
    </message>
    <message>
        <source>Pencil</source>
        <translation>铅笔</translation>
    </message>
    <message>
        <source>Piano roll</source>
        <translation>钢琴卷帘</translation>
    </message>
    <message>
        <source>Pitch bend</source>
        <translation>弯音</translation>
    </message>
    <message>
        <source>Pitch bend, modulation and all other controllers</source>
        <translation>弯音、调制和所有其他控制器</translation>
    </message>
    <message>
        <source>Quantise</source>
        <translation>量化</translation>
    </message>
    <message>
        <source>Right click</source>
        <translation>右键单击</translation>
    </message>
    <message>
        <source>Right drag</source>
        <translation>右键拖动</translation>
    </message>
    <message>
        <source>Right drag in a pedal&apos;s</source>
        <translation>在踏板栏里右键拖动</translation>
    </message>
    <message>
        <source>Rub out</source>
        <translation>擦除</translation>
    </message>
    <message>
        <source>Ruler</source>
        <translation>标尺</translation>
    </message>
    <message>
        <source>Scroll</source>
        <translation>滚动</translation>
    </message>
    <message>
        <source>Scroll in pitch</source>
        <translation>按音高滚动</translation>
    </message>
    <message>
        <source>Scroll in time</source>
        <translation>按时间滚动</translation>
    </message>
    <message>
        <source>Select all notes of the key too, or not</source>
        <translation>加选该键的所有音符，或取消</translation>
    </message>
    <message>
        <source>Select by a band</source>
        <translation>框选</translation>
    </message>
    <message>
        <source>Select it</source>
        <translation>选择它</translation>
    </message>
    <message>
        <source>Select it too, or not</source>
        <translation>加选或取消选择</translation>
    </message>
    <message>
        <source>Select more by a band</source>
        <translation>加选框内音符</translation>
    </message>
    <message>
        <source>Select tool</source>
        <translation>选择工具</translation>
    </message>
    <message>
        <source>Set it from here on</source>
        <translation>从这里起设为此值</translation>
    </message>
    <message>
        <source>Shift + click</source>
        <translation>Shift + 单击</translation>
    </message>
    <message>
        <source>Shift + drag</source>
        <translation>Shift + 拖动</translation>
    </message>
    <message>
        <source>Shift + drag, upper half</source>
        <translation>Shift + 在上半部拖动</translation>
    </message>
    <message>
        <source>Shift + wheel</source>
        <translation>Shift + 滚轮</translation>
    </message>
    <message>
        <source>Soft pedal</source>
        <translation>弱音踏板</translation>
    </message>
    <message>
        <source>Sostenuto pedal</source>
        <translation>选择延音踏板</translation>
    </message>
    <message>
        <source>Staccato</source>
        <translation>断奏</translation>
    </message>
    <message>
        <source>Sustain pedal</source>
        <translation>延音踏板</translation>
    </message>
    <message>
        <source>Take the paper along</source>
        <translation>拖动画面</translation>
    </message>
    <message>
        <source>Take the playhead along</source>
        <translation>拖动播放头</translation>
    </message>
    <message>
        <source>Take the selection out as a MIDI file</source>
        <translation>将所选拖出为 MIDI 文件</translation>
    </message>
    <message>
        <source>That one sets something up; it has no curve to draw.</source>
        <translation>这个编号用于设置，没有可画的曲线。</translation>
    </message>
    <message>
        <source>The grid is off: choose one to quantise to.</source>
        <translation>网格已关闭：请选择一个用于量化。</translation>
    </message>
    <message>
        <source>The lowest or the highest note of the range</source>
        <translation>音域的最低音或最高音</translation>
    </message>
    <message>
        <source>The notes on the clipboard cannot be read: copy them again from Arietta.</source>
        <translation>无法读取剪贴板上的音符：请从 Arietta 重新复制。</translation>
    </message>
    <message>
        <source>There are no notes on the clipboard.</source>
        <translation>剪贴板上没有音符。</translation>
    </message>
    <message>
        <source>Transpose</source>
        <translation>移调</translation>
    </message>
    <message>
        <source>Twice as fast</source>
        <translation>快一倍</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>抬起</translation>
    </message>
    <message>
        <source>Upside down</source>
        <translation>倒影</translation>
    </message>
    <message>
        <source>Velocities</source>
        <translation>力度</translation>
    </message>
    <message>
        <source>Velocity</source>
        <translation>力度</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>音量</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>滚轮</translation>
    </message>
    <message>
        <source>Write a chord; two in a bar are half a bar each</source>
        <translation>书写和弦；一小节两个则各占半小节</translation>
    </message>
    <message>
        <source>Zoom in pitch</source>
        <translation>缩放音高</translation>
    </message>
    <message>
        <source>Zoom in time at the pointer</source>
        <translation>在指针处缩放时间</translation>
    </message>
    <message>
        <source>bend</source>
        <translation>弯音</translation>
    </message>
    <message>
        <source>bright</source>
        <translation>明亮</translation>
    </message>
    <message>
        <source>chords</source>
        <translation>和弦</translation>
    </message>
    <message>
        <source>down</source>
        <translation>踩下</translation>
    </message>
    <message>
        <source>expr</source>
        <translation>表情</translation>
    </message>
    <message>
        <source>mod</source>
        <translation>调制</translation>
    </message>
    <message>
        <source>no chord</source>
        <translation>无和弦</translation>
    </message>
    <message>
        <source>pan</source>
        <translation>声像</translation>
    </message>
    <message>
        <source>pedal</source>
        <translation>踏板</translation>
    </message>
    <message>
        <source>soft</source>
        <translation>弱音</translation>
    </message>
    <message>
        <source>sosten.</source>
        <translation>选择延音</translation>
    </message>
    <message>
        <source>the clipboard</source>
        <translation>剪贴板</translation>
    </message>
    <message>
        <source>touch</source>
        <translation>压力</translation>
    </message>
    <message>
        <source>up</source>
        <translation>抬起</translation>
    </message>
    <message>
        <source>up or down</source>
        <translation>抬起或踩下</translation>
    </message>
    <message>
        <source>velocity</source>
        <translation>力度</translation>
    </message>
    <message>
        <source>volume</source>
        <translation>音量</translation>
    </message>
</context>
<context>
    <name>RollControl</name>
    <message>
        <source>Change the length</source>
        <translation>改变长度</translation>
    </message>
    <message>
        <source>Quantise</source>
        <translation>量化</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Semitones, below 0 for down</source>
        <translation>半音数，负数为下移</translation>
    </message>
    <message>
        <source>Snap %1</source>
        <translation>吸附 %1</translation>
    </message>
    <message>
        <source>Strength in per cent</source>
        <translation>强度（百分比）</translation>
    </message>
    <message>
        <source>Transpose</source>
        <translation>移调</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>Row</name>
    <message>
        <source>high</source>
        <translation>偏高</translation>
    </message>
    <message>
        <source>low</source>
        <translation>偏低</translation>
    </message>
    <message>
        <source>mostly %1 in real music</source>
        <translation>真实音乐中多为 %1</translation>
    </message>
    <message>
        <source>usual</source>
        <translation>常见</translation>
    </message>
</context>
<context>
    <name>RunningAhead</name>
    <message>
        <source>Take a bar of ghost notes</source>
        <translation>采纳一小节先行音符</translation>
    </message>
</context>
<context>
    <name>SafeKeeping</name>
    <message>
        <source>The song cannot be kept safe by itself: %1. Save it now and then.</source>
        <translation>无法自动保护乐曲：%1。请不时手动保存。</translation>
    </message>
</context>
<context>
    <name>Said</name>
    <message>
        <source>%1.</source>
        <translation>%1。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
</context>
<context>
    <name>SavedState</name>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>已修改</translation>
    </message>
    <message>
        <source>edited, not saved</source>
        <translation>已修改，未保存</translation>
    </message>
    <message>
        <source>in no file yet</source>
        <translation>尚未存入文件</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>saved %1 min ago</source>
        <translation>%1 分钟前保存</translation>
    </message>
</context>
<context>
    <name>SeedLock</name>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>The same seed gives the same takes; lock it to repeat them</source>
        <translation>相同的种子给出相同的候选；锁定即可重现</translation>
    </message>
    <message>
        <source>drawn</source>
        <translation>随机</translation>
    </message>
</context>
<context>
    <name>SoundChoice</name>
    <message>
        <source>Soundfont of the built-in synth</source>
        <translation>内置合成器的音色库</translation>
    </message>
    <message>
        <source>Soundfonts (*.sf2 *.sf3)</source>
        <translation>音色库 (*.sf2 *.sf3)</translation>
    </message>
    <message>
        <source>The synth plays %1</source>
        <translation>合成器使用 %1</translation>
    </message>
    <message>
        <source>The synth plays the best soundfont it finds</source>
        <translation>合成器使用能找到的最佳音色库</translation>
    </message>
</context>
<context>
    <name>StrokesPlot</name>
    <message>
        <source>%1 ms early</source>
        <translation>早 %1 毫秒</translation>
    </message>
    <message>
        <source>%1 ms late</source>
        <translation>晚 %1 毫秒</translation>
    </message>
    <message>
        <source>%1: %2 ms on average, %3 ms loose, velocity %4 to %5</source>
        <translation>%1：平均 %2 毫秒，松散 %3 毫秒，力度 %4 到 %5</translation>
    </message>
    <message>
        <source>Rings are the notes before, dots those of the take: milliseconds (ms) before or after the grid across, velocity from 1 to 127 up</source>
        <translation>圆环为原来的音符，圆点为候选的音符：横向为网格之前或之后的毫秒数 (ms)，纵向为力度 1 到 127</translation>
    </message>
    <message>
        <source>Timing and velocity, before and after</source>
        <translation>时值偏差与力度，前后对照</translation>
    </message>
    <message>
        <source>before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>no notes yet</source>
        <translation>还没有音符</translation>
    </message>
    <message>
        <source>velocity 127</source>
        <translation>力度 127</translation>
    </message>
</context>
<context>
    <name>Surprise</name>
    <message>
        <source>%1 nats, %2</source>
        <translation>%1 奈特，%2</translation>
    </message>
    <message>
        <source>expected</source>
        <translation>在意料之中</translation>
    </message>
    <message>
        <source>unusual</source>
        <translation>少见</translation>
    </message>
    <message>
        <source>very surprising</source>
        <translation>非常意外</translation>
    </message>
</context>
<context>
    <name>Surprising</name>
    <message>
        <source>No model says yet how likely drums are; choose a track of tones.</source>
        <translation>还没有模型能判断鼓有多可能；请选择有音高的轨道。</translation>
    </message>
    <message>
        <source>The weakest place: %1 notes from bar %2, beat %3 on; a note: %4</source>
        <translation>最薄弱处：从第 %2 小节第 %3 拍起的 %1 个音符；每个音符 %4</translation>
    </message>
    <message>
        <source>There are no notes yet whose likelihood could be told.</source>
        <translation>还没有可判断可能性的音符。</translation>
    </message>
</context>
<context>
    <name>Target</name>
    <message>
        <source>Clip to arrive at</source>
        <translation>要到达的片段</translation>
    </message>
    <message>
        <source>No other clip with notes</source>
        <translation>没有其他带音符的片段</translation>
    </message>
    <message>
        <source>The clip that the way leads to, from the one in the roll</source>
        <translation>从卷帘中的片段出发要到达的片段</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>another clip</source>
        <translation>另一个片段</translation>
    </message>
</context>
<context>
    <name>Theory</name>
    <message>
        <source>Bars in which nothing sounds</source>
        <translation>没有声音的小节</translation>
    </message>
    <message>
        <source>Begins on the tonic</source>
        <translation>从主音开始</translation>
    </message>
    <message>
        <source>Distance to other tracks</source>
        <translation>与其他轨道的距离</translation>
    </message>
    <message>
        <source>Empty bars</source>
        <translation>空小节</translation>
    </message>
    <message>
        <source>Hammered</source>
        <translation>敲击同音</translation>
    </message>
    <message>
        <source>How alike the rhythms of the bars are</source>
        <translation>各小节节奏的相似程度</translation>
    </message>
    <message>
        <source>How far the tones lie from those of the other tracks, beat by beat, in tonal space</source>
        <translation>各拍的音与其他轨道的音在调性空间中相距多远</translation>
    </message>
    <message>
        <source>How many different pitch classes sound in a bar</source>
        <translation>一小节里有多少个不同的音级</translation>
    </message>
    <message>
        <source>How much a pitch tells of the one so many notes later: 1 all, 0 nothing, -1 it turns round</source>
        <translation>一个音高对其后第几个音的预示程度：1 完全，0 没有，-1 反向</translation>
    </message>
    <message>
        <source>In a motif</source>
        <translation>属于动机</translation>
    </message>
    <message>
        <source>Leaps of a tritone or more that a smaller step answers in the other direction</source>
        <translation>三全音以上的跳进由反方向的较小音程回应</translation>
    </message>
    <message>
        <source>Leaps resolved</source>
        <translation>跳进得到解决</translation>
    </message>
    <message>
        <source>Long enough</source>
        <translation>足够长</translation>
    </message>
    <message>
        <source>Notes a bar</source>
        <translation>每小节音符</translation>
    </message>
    <message>
        <source>Notes for each bar</source>
        <translation>每小节的音符数</translation>
    </message>
    <message>
        <source>Notes in a run of four that is heard again, at any pitch</source>
        <translation>四个音的走向再次出现（任意音高）的音符</translation>
    </message>
    <message>
        <source>Notes that are at least a 32nd long</source>
        <translation>至少三十二分音符长的音符</translation>
    </message>
    <message>
        <source>Notes that repeat a pitch heard four times in a row</source>
        <translation>同一音高连续四次以上的音符</translation>
    </message>
    <message>
        <source>Notes that the key&apos;s scale does not hold</source>
        <translation>不属于该调音阶的音符</translation>
    </message>
    <message>
        <source>On the beat grid</source>
        <translation>在节拍网格上</translation>
    </message>
    <message>
        <source>One highest note</source>
        <translation>单一最高音</translation>
    </message>
    <message>
        <source>One lowest note</source>
        <translation>单一最低音</translation>
    </message>
    <message>
        <source>Outside the key</source>
        <translation>调外音</translation>
    </message>
    <message>
        <source>Pull of the pitch %1 before</source>
        <translation>前第 %1 个音高的牵引</translation>
    </message>
    <message>
        <source>Rhythm alike</source>
        <translation>节奏相似</translation>
    </message>
    <message>
        <source>Size of steps</source>
        <translation>音程大小</translation>
    </message>
    <message>
        <source>Strokes on eighths and sixteenths, and not between</source>
        <translation>落在八分与十六分音符上、而不在其间的击打</translation>
    </message>
    <message>
        <source>The entropy of the pitch classes, in bits: 0 is one tone alone, 3.6 all twelve alike</source>
        <translation>音级的熵，以比特计：0 为只有一个音，3.6 为十二个音均等</translation>
    </message>
    <message>
        <source>The mean interval from note to note, in semitones</source>
        <translation>相邻音符的平均音程，以半音计</translation>
    </message>
    <message>
        <source>Tones in a bar</source>
        <translation>每小节音级</translation>
    </message>
    <message>
        <source>Variety of tones</source>
        <translation>音的多样性</translation>
    </message>
    <message>
        <source>Whether the first note is the key&apos;s own</source>
        <translation>第一个音是否为主音</translation>
    </message>
    <message>
        <source>Whether the highest pitch is heard once only</source>
        <translation>最高音是否只出现一次</translation>
    </message>
    <message>
        <source>Whether the lowest pitch is heard once only</source>
        <translation>最低音是否只出现一次</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>yes in %1 %</source>
        <translation>%1 % 为是</translation>
    </message>
</context>
<context>
    <name>TheoryPage</name>
    <message>
        <source>Bars %1–%2 beside %3; grey: four in five</source>
        <translation>第 %1–%2 小节与%3比较；灰色：五分之四</translation>
    </message>
    <message>
        <source>No notes to measure yet</source>
        <translation>还没有可测量的音符</translation>
    </message>
</context>
<context>
    <name>TimePage</name>
    <message>
        <source>%1, bar %2, beat %3: %4</source>
        <translation>%1，第 %2 小节第 %3 拍：%4</translation>
    </message>
    <message>
        <source>Bar %1: %2 notes</source>
        <translation>第 %1 小节：%2 个音符</translation>
    </message>
    <message>
        <source>Density beside %1</source>
        <translation>密度与%1比较</translation>
    </message>
    <message>
        <source>Surprise; dashed: unusual, very surprising</source>
        <translation>意外度；虚线：少见、非常意外</translation>
    </message>
    <message>
        <source>bar</source>
        <translation>小节</translation>
    </message>
    <message>
        <source>nats a note</source>
        <translation>每音符奈特</translation>
    </message>
    <message>
        <source>notes a bar</source>
        <translation>每小节音符</translation>
    </message>
</context>
<context>
    <name>ToolChoice</name>
    <message>
        <source>Show %1; %2 starts it at once</source>
        <translation>显示%1；%2 立即开始</translation>
    </message>
    <message>
        <source>Tool: %1</source>
        <translation>工具：%1</translation>
    </message>
</context>
<context>
    <name>TrackControl</name>
    <message>
        <source>  drums</source>
        <translation>  鼓</translation>
    </message>
    <message>
        <source>Add a track</source>
        <translation>添加轨道</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>通道</translation>
    </message>
    <message>
        <source>Channel %1</source>
        <translation>通道 %1</translation>
    </message>
    <message>
        <source>Duplicate the track “%1”</source>
        <translation>复制轨道“%1”</translation>
    </message>
    <message>
        <source>Instrument</source>
        <translation>乐器</translation>
    </message>
    <message>
        <source>Instrument: %1</source>
        <translation>乐器：%1</translation>
    </message>
    <message>
        <source>Move the track</source>
        <translation>移动轨道</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>Remove the track “%1”</source>
        <translation>移除轨道“%1”</translation>
    </message>
    <message>
        <source>Rename the track</source>
        <translation>重命名轨道</translation>
    </message>
    <message>
        <source>Solo</source>
        <translation>独奏</translation>
    </message>
    <message>
        <source>Solo off</source>
        <translation>取消独奏</translation>
    </message>
    <message>
        <source>Track %1</source>
        <translation>轨道 %1</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>取消静音</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>音量</translation>
    </message>
</context>
<context>
    <name>TrackRow</name>
    <message>
        <source>Mute  M</source>
        <translation>静音  M</translation>
    </message>
    <message>
        <source>Name of the track</source>
        <translation>轨道名称</translation>
    </message>
    <message>
        <source>Name of the track: double click or Ctrl+R, then type</source>
        <translation>轨道名称：双击或按 Ctrl+R，然后输入</translation>
    </message>
    <message>
        <source>Solo  N</source>
        <translation>独奏  N</translation>
    </message>
    <message>
        <source>Track</source>
        <translation>轨道</translation>
    </message>
</context>
<context>
    <name>TracksPanel</name>
    <message>
        <source>track</source>
        <translation>轨道</translation>
    </message>
</context>
<context>
    <name>Transport</name>
    <message>
        <source>Drag the song into your DAW or a folder</source>
        <translation>将乐曲拖到 DAW 或文件夹</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Menu  F10</source>
        <translation>菜单  F10</translation>
    </message>
    <message>
        <source>Meter</source>
        <translation>拍号</translation>
    </message>
    <message>
        <source>Meter, such as 4/4 or 6/8</source>
        <translation>拍号，如 4/4 或 6/8</translation>
    </message>
    <message>
        <source>Name of the song</source>
        <translation>乐曲名称</translation>
    </message>
    <message>
        <source>Name of the song: click, then type</source>
        <translation>乐曲名称：单击，然后输入</translation>
    </message>
    <message>
        <source>Position in bar, beat and ticks</source>
        <translation>位置：小节、拍、tick</translation>
    </message>
    <message>
        <source>Song</source>
        <translation>乐曲</translation>
    </message>
    <message>
        <source>Tempo in beats a minute</source>
        <translation>速度，每分钟拍数</translation>
    </message>
    <message>
        <source>Tempo: type it, or turn the wheel</source>
        <translation>速度：输入，或滚动滚轮</translation>
    </message>
    <message>
        <source>What the model runs on</source>
        <translation>模型运行所用的设备</translation>
    </message>
    <message>
        <source>What the model runs on, and how long its last answer took</source>
        <translation>模型在什么上运行，上次回答用了多久</translation>
    </message>
    <message>
        <source>What the music sounds through</source>
        <translation>音乐通过什么发声</translation>
    </message>
    <message>
        <source>What you play on</source>
        <translation>你用什么弹奏</translation>
    </message>
    <message>
        <source>bpm</source>
        <translation>BPM</translation>
    </message>
    <message>
        <source>in</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>key (found)</source>
        <translation>调（推测）</translation>
    </message>
    <message>
        <source>meter</source>
        <translation>拍号</translation>
    </message>
    <message>
        <source>out</source>
        <translation>输出</translation>
    </message>
</context>
<context>
    <name>TransportControl</name>
    <message>
        <source>%1 keyboards</source>
        <translation>%1 个键盘</translation>
    </message>
    <message>
        <source>A meter is written like 3/4 or 6/8</source>
        <translation>拍号写成 3/4 或 6/8 的形式</translation>
    </message>
    <message>
        <source>A tempo is a number, such as 96</source>
        <translation>速度是一个数字，如 96</translation>
    </message>
    <message>
        <source>A tempo lies between 10 and 400 beats a minute</source>
        <translation>速度在每分钟 10 到 400 拍之间</translation>
    </message>
    <message>
        <source>Built-in synth</source>
        <translation>内置合成器</translation>
    </message>
    <message>
        <source>Every keyboard</source>
        <translation>所有键盘</translation>
    </message>
    <message>
        <source>Latency of my keyboard</source>
        <translation>我的键盘的延迟</translation>
    </message>
    <message>
        <source>MIDI through %1</source>
        <translation>MIDI 通过 %1</translation>
    </message>
    <message>
        <source>Meter %1</source>
        <translation>拍号 %1</translation>
    </message>
    <message>
        <source>No keyboard</source>
        <translation>没有键盘</translation>
    </message>
    <message>
        <source>No sound device can be used. Plug one in, or close the program that holds it: Arietta looks again every few seconds.</source>
        <translation>没有可用的声音设备。请接上一个，或关闭占用它的程序：Arietta 每隔几秒会再次查找。</translation>
    </message>
    <message>
        <source>Tempo %1</source>
        <translation>速度 %1</translation>
    </message>
    <message>
        <source>The letters of this keyboard</source>
        <translation>本机键盘的字母键</translation>
    </message>
    <message>
        <source>What is played counts as played this many milliseconds earlier</source>
        <translation>弹奏按提前这么多毫秒计算</translation>
    </message>
    <message>
        <source>in</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>in · not plugged in</source>
        <translation>输入 · 未插入</translation>
    </message>
    <message>
        <source>out</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>out · no sound device</source>
        <translation>输出 · 没有声音设备</translation>
    </message>
    <message>
        <source>sound through %1</source>
        <translation>声音通过 %1</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Takes</source>
        <translation>候选</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>种子 %1</translation>
    </message>
</context>
<context>
    <name>Volume</name>
    <message>
        <source>Volume %1</source>
        <translation>音量 %1</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Begin with an empty song</source>
        <translation>从空白乐曲开始</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>键盘</translation>
    </message>
    <message>
        <source>No keyboard yet: plug one in and it shows up here. Ctrl+K lets the letters play, and the pencil draws.</source>
        <translation>还没有键盘：插上后会显示在这里。按 Ctrl+K 可用字母键弹奏，也可以用铅笔画。</translation>
    </message>
    <message>
        <source>No sound output was found yet. A MIDI output can play instead (top right).</source>
        <translation>还没有找到声音输出。也可以改用 MIDI 输出（右上角）。</translation>
    </message>
    <message>
        <source>Or look at an example first</source>
        <translation>或者先看一个示例</translation>
    </message>
    <message>
        <source>Play a test note</source>
        <translation>弹一个测试音</translation>
    </message>
    <message>
        <source>Play or draw a melody, press C, and hear four ways on. All of it happens on this computer: no account, no network, and what you make is yours.</source>
        <translation>弹奏或画出一段旋律，按 C，听四种续法。一切都在这台电脑上进行：没有账号，不联网，你创作的归你所有。</translation>
    </message>
    <message>
        <source>Ready to play: %1.</source>
        <translation>可以弹奏：%1。</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>The built-in synth plays through %1.</source>
        <translation>内置合成器通过 %1 发声。</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>欢迎</translation>
    </message>
    <message>
        <source>Welcome to Arietta</source>
        <translation>欢迎使用 Arietta</translation>
    </message>
</context>
<context>
    <name>Workbench</name>
    <message>
        <source>Open recent</source>
        <translation>打开最近的文件</translation>
    </message>
</context>
</TS>
